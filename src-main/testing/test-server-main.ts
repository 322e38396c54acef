import { text } from 'node:stream/consumers'
import type { SecureContextOptions } from 'node:tls'
import { AddressPool, FixedAddress } from './address-pool.ts'
import { type Difference, vary } from './behaviour.ts'
import { BEHAVIOURS, type BehaviourName } from './behaviours.ts'
import type { RadiusServer } from './radius-client.ts'
import { openServerTun } from './server-tun.ts'
import { TlsServer } from './tls-server.ts'

/** What the server is told, as one JSON document on standard input. */
export interface TestServerConfig {
  host: string
  port: number
  identity: { cert: string; key: string }
  users: Readonly<Record<string, string>>
  /** Who knows passwords instead of `users`, see `ServerAuthOptions`. */
  radius?: RadiusServer
  /** The server's address in the tunnel; clients get the ones behind it. */
  address: string
  firstClient: string
  dns: readonly string[]
  behaviour?: BehaviourName
  /** What is different from that behaviour; anything that JSON can say. */
  difference?: Difference
  /** For instance the versions of TLS to accept. */
  tls?: SecureContextOptions
  /** Every client is the same one: it gets the first address again, and what it had before ends. */
  fixedAddress?: boolean
  /** With a TUN device for each client, which needs root. */
  tun: boolean
}

/**
 * The test server as a program: reads its configuration, prints `{"type":"ready","port":...}` and then its events, one
 * a line. SIGUSR1 ends every call in good order, SIGTERM the server.
 */
async function main(): Promise<void> {
  const config = JSON.parse(await text(process.stdin)) as TestServerConfig
  const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`)
  const server = await TlsServer.start({
    ...config,
    pool:
      config.fixedAddress === true
        ? new FixedAddress(config.firstClient)
        : new AddressPool(config.firstClient, 100),
    replaceEarlier: config.fixedAddress === true,
    behaviour: vary(BEHAVIOURS[config.behaviour ?? 'strict'], config.difference ?? {}),
    ...(config.tun && { openTun: openServerTun }),
    onEvent: (event, connection) => print({ connection, ...event }),
  })
  process.on('SIGUSR1', () => server.disconnectAll())
  process.once('SIGTERM', () => {
    void server.close().then(() => process.exit(0))
  })
  print({ type: 'ready', port: server.port })
}

await main()
