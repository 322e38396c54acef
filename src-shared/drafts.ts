import type { Profile } from './profile.ts'
import type { ProfileDraft } from './profile-draft.ts'
import type { ProfileEntry } from './profile-entry.ts'

/** What the fields of a new connection begin with. */
export function emptyDraft(): ProfileDraft {
  return {
    name: '',
    server: '',
    user: '',
    methods: ['ms-chap-v2'],
    passwordSource: 'keychain',
    verifyName: '',
    sni: '',
    ca: '',
    pins: '',
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
    killSwitch: false,
  }
}

/** The fields of a saved connection. Names that are those of the server anyway are left empty. */
export function draftFromProfile({
  profile,
  passwordSource,
}: Pick<ProfileEntry, 'profile' | 'passwordSource'>): ProfileDraft {
  const { server, signIn, identity, routing, dns, link, protection } = profile
  const lines = (entries: readonly string[]) => entries.join('\n')
  return {
    name: profile.name,
    server: serverText(server),
    user: signIn.user ?? '',
    methods: signIn.methods,
    passwordSource,
    verifyName: identity.verifyName === server.host ? '' : identity.verifyName,
    sni: identity.sni === server.host ? '' : identity.sni,
    ca: identity.ca ?? '',
    pins: lines(identity.pinSha256),
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
    killSwitch: protection.killSwitch,
  }
}

function serverText({ host, port }: Profile['server']): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === 443 ? name : `${name}:${port}`
}
