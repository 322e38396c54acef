import { formatServer } from '../../src-shared/format.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import type { Dialled } from './dialer.ts'
import { type AppliedNetwork, routesInWords } from './network-config.ts'

export interface Authentication {
  method: string
  binding: ConnectionFacts['binding']
  keyless: boolean
}

/** Everything that is known about a connection that is up. */
export function connectionFacts(parts: {
  device: string
  config: AppliedNetwork
  dialled: Dialled
  authentication: Authentication
}): ConnectionFacts {
  const { device, config, dialled, authentication } = parts
  const { profile } = dialled
  if (!dialled.decision.accepted) throw new Error('connected to a server whose identity was refused')
  return {
    device,
    address: config.address,
    ...(config.address6 !== undefined && { address6: config.address6.address }),
    ...(config.peer !== undefined && { peer: config.peer }),
    dns: [...config.dns.servers],
    mtu: config.mtu,
    server: formatServer(profile.server),
    ...(dialled.proxy !== undefined && { proxy: dialled.proxy }),
    serverAddress: dialled.address,
    tlsVersion: dialled.tlsVersion,
    cipher: dialled.cipher,
    auth: authentication.method,
    binding: authentication.binding,
    ...(authentication.keyless && { bindingKeyless: true as const }),
    certificate: dialled.decision.facts,
    routes: routesInWords(config),
    ...(config.dnsThroughTunnel !== undefined && { dnsThroughTunnel: config.dnsThroughTunnel }),
  }
}
