import { isDnsName, isIpv4, isNetwork } from '../../../src-shared/addresses.ts'
import { entriesOf } from '../../../src-shared/check-draft.ts'
import type { ProfileDraft } from '../../../src-shared/profile-draft.ts'
import type { RoutedProfile } from '../../../src-shared/route-preview.ts'
import { nameFor } from './draft-changes.ts'

/**
 * What a draft says about routes so far: entries that are not right yet, for example half typed, are left out. Undefined
 * while it chooses networks and names none, or its own name servers and names none.
 */
export function routesOfDraft(draft: ProfileDraft): RoutedProfile | undefined {
  const networks = entriesOf(draft.networks).filter(isNetwork)
  const servers = entriesOf(draft.dnsServers).filter(isIpv4)
  if (draft.routingMode === 'only' && networks.length === 0) return undefined
  if (draft.dnsMode === 'custom' && servers.length === 0) return undefined
  return {
    server: { host: nameFor(draft.server), port: 443 },
    routing: {
      mode: draft.routingMode,
      networks: draft.routingMode === 'all' ? [] : networks,
      lan: draft.lan,
      ipv6: draft.killSwitch ? 'block' : draft.ipv6,
      serverRoutes: draft.serverRoutes,
    },
    dns: { mode: draft.dnsMode, servers, domains: entriesOf(draft.dnsDomains).filter(isDnsName) },
    protection: { killSwitch: draft.killSwitch },
  }
}
