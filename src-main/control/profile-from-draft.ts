import { entriesOf } from '../../src-shared/check-draft.ts'
import { FailureError } from '../../src-shared/failure.ts'
import type { Profile, ServerPlace } from '../../src-shared/profile.ts'
import type { ProfileDraft } from '../../src-shared/profile-draft.ts'
import { parseServer } from './profile-formats/server-address.ts'

/**
 * The profile that a draft without problems describes. What the draft has no field for is taken from `base`: an empty
 * SNI that was meant. Throws `profile-malformed` for an address that only the system's own rules refuse.
 */
export function profileFromDraft(draft: ProfileDraft, base?: Profile): Profile {
  const serverOf = (text: string) => serverIn(text, draft.name.trim())
  const server = serverOf(draft.server.trim())
  return {
    name: draft.name.trim(),
    server,
    alternatives: entriesOf(draft.alternatives).map(serverOf),
    signIn: signInOf(draft),
    identity: identityOf(draft, server, base),
    proxy: {
      mode: draft.proxyMode,
      ...filled('url', draft.proxyUrl.trim()),
      ...filled('user', draft.proxyUser.trim()),
    },
    routing: {
      mode: draft.routingMode,
      networks: entriesOf(draft.networks),
      lan: draft.lan,
      ipv6: draft.ipv6,
      serverRoutes: draft.serverRoutes,
    },
    dns: {
      mode: draft.dnsMode,
      servers: entriesOf(draft.dnsServers),
      domains: entriesOf(draft.dnsDomains),
    },
    link: { mtu: mtuOf(draft.mtu), reconnect: draft.reconnect, ...filled('query', draft.query.trim()) },
    protection: { killSwitch: draft.killSwitch },
  }
}

function mtuOf(text: string): number | 'auto' {
  const mtu = text.trim()
  return mtu === '' || mtu === 'auto' ? 'auto' : Number(mtu)
}

function serverIn(text: string, name: string): ServerPlace {
  const server = parseServer(text)
  if (!('problem' in server)) return server
  throw new FailureError({
    code: 'profile-malformed',
    path: name,
    mistake: { problem: 'server', mistake: server },
  })
}

function signInOf(draft: ProfileDraft): Profile['signIn'] {
  const authServer = {
    ...filled('name', draft.authServerName.trim()),
    ...filled('ca', pemOf(draft.authServerCa)),
  }
  return {
    ...filled('user', draft.user.trim()),
    methods: [...new Set(draft.methods)],
    ...filled('outerIdentity', draft.outerIdentity.trim()),
    oneTimeCode: draft.oneTimeCode,
    ...filled('certificate', pemOf(draft.certificate)),
    ...(Object.keys(authServer).length > 0 && { authServer }),
  }
}

function identityOf(
  draft: ProfileDraft,
  server: ServerPlace,
  base: Profile | undefined,
): Profile['identity'] {
  const sendsNoName = base?.identity.sni === '' && draft.sni.trim() === ''
  return {
    verifyName: draft.verifyName.trim() || server.host,
    sni: sendsNoName ? '' : draft.sni.trim() || server.host,
    ...filled('ca', pemOf(draft.ca)),
    pinSha256: pinsOf(draft.pins),
    pinKeySha256: pinsOf(draft.keyPins),
    fetchIntermediates: draft.fetchIntermediates,
    ...filled('crl', pemOf(draft.crl)),
    revocation: draft.revocation,
    legacyTls: draft.legacyTls,
    clientCertificate: draft.clientCertificate,
  }
}

/** The key with its value, or nothing for an empty field. */
function filled<Key extends string>(key: Key, value: string): { [name in Key]?: string } {
  return value === '' ? {} : ({ [key]: value } as { [name in Key]?: string })
}

const pemOf = (text: string) => (text.trim() === '' ? '' : `${text.trim()}\n`)

const pinsOf = (text: string) => entriesOf(text).map((pin) => pin.replaceAll(':', '').toLowerCase())
