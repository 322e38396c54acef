import { entriesOf } from '../../src-shared/check-draft.ts'
import { FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { ProfileDraft } from '../../src-shared/profile-draft.ts'
import { parseServer } from './profile-formats/server-address.ts'

/**
 * The profile that a draft without problems describes. What the draft has no field for is taken from `base`: an empty
 * SNI that was meant. Throws `usage` for an address that only the system's own rules refuse.
 */
export function profileFromDraft(draft: ProfileDraft, base?: Profile): Profile {
  const server = parseServer(draft.server.trim())
  if ('problem' in server) {
    throw new FailureError({ code: 'usage', detail: `The server ${server.problem}.` })
  }
  const user = draft.user.trim()
  const ca = draft.ca.trim()
  const sendsNoName = base?.identity.sni === '' && draft.sni.trim() === ''
  return {
    name: draft.name.trim(),
    server,
    signIn: { ...(user !== '' && { user }), methods: [...new Set(draft.methods)] },
    identity: {
      verifyName: draft.verifyName.trim() || server.host,
      sni: sendsNoName ? '' : draft.sni.trim() || server.host,
      ...(ca !== '' && { ca: `${ca}\n` }),
      pinSha256: entriesOf(draft.pins).map((pin) => pin.replaceAll(':', '').toLowerCase()),
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
    link: { mtu: mtuOf(draft.mtu), reconnect: draft.reconnect },
    protection: { killSwitch: draft.killSwitch },
  }
}

function mtuOf(text: string): number | 'auto' {
  const mtu = text.trim()
  return mtu === '' || mtu === 'auto' ? 'auto' : Number(mtu)
}
