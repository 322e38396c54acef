import { now } from '../engine/clock.ts'
import { nodeCrypto } from '../engine/node-crypto.ts'
import type { ProtocolFailure } from '../protocol/errors.ts'
import type { TunnelEvent } from '../protocol/events.ts'
import { TunnelClient } from '../protocol/tunnel-client.ts'
import type { TunnelClientOptions } from '../protocol/tunnel-client-options.ts'
import { AddressPool } from './address-pool.ts'
import { type ServerEvent, type ServerOptions, ServerSession } from './server-session.ts'

export interface LivePairOptions {
  /** `onProgress` belongs into the streams of TLS. */
  client: (onProgress: () => void) => Partial<TunnelClientOptions>
  server: Partial<ServerOptions>
}

/** How often both ends are asked whether they want anything, in milliseconds. */
const TURN_MS = 2

const END_MS = 20_000

/** What became of one sign-in. */
export interface SignInResult {
  /** As the client calls it, when IP came up. */
  method: string | undefined
  failure: ProtocolFailure | undefined
  /** The server has checked the crypto binding with the keys that it knows. */
  isBound: boolean
  /** Who signed in, as the server learnt it. */
  user: string | undefined
  log: string[]
  clientEvents: TunnelEvent[]
}

/** Client and server in memory as `Pair` has them, but on the real clock, for sign-ins that ask somebody outside. */
export async function signInLive({ client, server }: LivePairOptions): Promise<SignInResult> {
  const certificate = Uint8Array.from({ length: 700 }, (_, i) => i * 7)
  const clientEvents: TunnelEvent[] = []
  const serverEvents: ServerEvent[] = []
  const tunnel = new TunnelClient({
    crypto: nodeCrypto,
    host: 'vpn.example.com',
    port: 443,
    correlationId: '00000000-0000-4000-8000-000000000000',
    leafCertificate: certificate,
    serverVerified: true,
    credentials: { user: 'alice', password: 'secret' },
    methods: ['ms-chap-v2'],
    mru: 1500,
    requestDns: true,
    onPacket: () => {},
    ...client(() => tunnel.handleProgress(now())),
  })
  const session = new ServerSession({
    crypto: nodeCrypto,
    certificate,
    users: { alice: 'secret' },
    pool: new AddressPool('10.0.0.2', 10),
    address: '10.0.0.1',
    dns: ['10.0.0.53'],
    ...server,
  })
  session.start(now())
  tunnel.start(now())
  const end = now() + END_MS
  const isOver = () => clientEvents.some(({ type }) => type === 'network-up' || type === 'closed')
  while (!isOver() && now() < end) {
    exchange(tunnel, session)
    for (let event = tunnel.pollEvent(); event !== undefined; event = tunnel.pollEvent())
      clientEvents.push(event)
    for (let event = session.pollEvent(); event !== undefined; event = session.pollEvent())
      serverEvents.push(event)
    await new Promise((resolve) => setTimeout(resolve, TURN_MS))
  }
  tunnel.handleTransportClosed('the test is over')
  return {
    method: clientEvents.find((event) => event.type === 'authenticated')?.method,
    failure: clientEvents.find((event) => event.type === 'closed')?.failure,
    isBound: serverEvents.some((event) => event.type === 'reached' && event.moment === 'bound'),
    user: serverEvents.find((event) => event.type === 'signed-in')?.user,
    log: clientEvents.flatMap((event) => (event.type === 'log' ? [event.text] : [])),
    clientEvents,
  }
}

/** Moves bytes both ways until neither has any left. */
function exchange(client: TunnelClient, server: ServerSession): void {
  client.handleTimeout(now())
  server.handleTimeout(now())
  for (let moved = true; moved; ) {
    moved = false
    for (let bytes = client.pollTransmit(); bytes !== undefined; bytes = client.pollTransmit()) {
      moved = true
      server.handleBytes(bytes, now())
    }
    for (let bytes = server.pollTransmit(); bytes !== undefined; bytes = server.pollTransmit()) {
      moved = true
      client.handleBytes(bytes, now())
    }
  }
}
