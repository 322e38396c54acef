import type { ServerPlace } from './profile.ts'
import type { ProfileDraft } from './profile-draft.ts'
import type { ProfileEntry } from './profile-entry.ts'

/** What the fields of a new connection begin with. */
export function emptyDraft(): ProfileDraft {
  return {
    name: '',
    server: '',
    alternatives: '',
    user: '',
    methods: ['ms-chap-v2'],
    outerIdentity: '',
    oneTimeCode: 'none',
    certificate: '',
    authServerName: '',
    authServerCa: '',
    passwordSource: 'keychain',
    verifyName: '',
    sni: '',
    ca: '',
    pins: '',
    keyPins: '',
    fetchIntermediates: false,
    crl: '',
    revocation: 'soft',
    legacyTls: false,
    clientCertificate: false,
    proxyMode: 'system',
    proxyUrl: '',
    proxyUser: '',
    routingMode: 'all',
    networks: '',
    lan: true,
    ipv6: 'block',
    serverRoutes: true,
    dnsMode: 'server',
    dnsServers: '',
    dnsDomains: '',
    mtu: 'auto',
    reconnect: true,
    query: '',
    killSwitch: false,
  }
}

/** The fields of a saved connection. Names that are those of the server anyway are left empty. */
export function draftFromProfile({
  profile,
  passwordSource,
}: Pick<ProfileEntry, 'profile' | 'passwordSource'>): ProfileDraft {
  const { server, signIn, identity, proxy, routing, dns, link, protection } = profile
  const lines = (entries: readonly string[]) => entries.join('\n')
  return {
    name: profile.name,
    server: serverText(server),
    alternatives: lines(profile.alternatives.map(serverText)),
    user: signIn.user ?? '',
    methods: signIn.methods,
    outerIdentity: signIn.outerIdentity ?? '',
    oneTimeCode: signIn.oneTimeCode,
    certificate: signIn.certificate ?? '',
    authServerName: signIn.authServer?.name ?? '',
    authServerCa: signIn.authServer?.ca ?? '',
    passwordSource,
    verifyName: identity.verifyName === server.host ? '' : identity.verifyName,
    sni: identity.sni === server.host ? '' : identity.sni,
    ca: identity.ca ?? '',
    pins: lines(identity.pinSha256),
    keyPins: lines(identity.pinKeySha256),
    fetchIntermediates: identity.fetchIntermediates,
    crl: identity.crl ?? '',
    revocation: identity.revocation,
    legacyTls: identity.legacyTls,
    clientCertificate: identity.clientCertificate,
    proxyMode: proxy.mode,
    proxyUrl: proxy.url ?? '',
    proxyUser: proxy.user ?? '',
    routingMode: routing.mode,
    networks: lines(routing.networks),
    lan: routing.lan,
    ipv6: routing.ipv6,
    serverRoutes: routing.serverRoutes,
    dnsMode: dns.mode,
    dnsServers: lines(dns.servers),
    dnsDomains: lines(dns.domains),
    mtu: String(link.mtu),
    reconnect: link.reconnect,
    query: link.query ?? '',
    killSwitch: protection.killSwitch,
  }
}

function serverText({ host, port }: ServerPlace): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === 443 ? name : `${name}:${port}`
}
