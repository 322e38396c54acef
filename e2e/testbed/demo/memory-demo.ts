import { createHash } from 'node:crypto'
import { reconnectPolicy } from '../../../src-main/control/reconnect-policy.ts'
import type { EngineEvent } from '../../../src-main/engine/messages.ts'
import { Tunnel } from '../../../src-main/engine/tunnel.ts'
import type { NetworkSetup } from '../../../src-main/netsetup/network-setup.ts'
import { AddressPool } from '../../../src-main/testing/address-pool.ts'
import { TlsServer } from '../../../src-main/testing/tls-server.ts'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { formatRate } from '../../../src-shared/format.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { LAB } from '../lab.ts'
import { testPki } from '../pki.ts'
import { TUNNEL } from '../sstp-server.ts'
import { pattern, patternDigest } from '../traffic/pattern.ts'
import { MemoryHost } from './memory-host.ts'
import { dataPacket, echoReply, echoRequest, payloadOf, repliedSequence } from './packets.ts'
import { heading, milliseconds, row, say } from './screen.ts'

const TRANSFER_BYTES = 200_000_000

/** Smaller than any MTU that was agreed. */
const PAYLOAD_BYTES = 1_300

const TRANSFER_LIMIT_MS = 120_000

const CLIENT = { from: TUNNEL.firstClient, to: TUNNEL.server }
const SERVER = { from: TUNNEL.server, to: TUNNEL.firstClient }

/** Changes nothing: there is no network to set up. */
const NO_NETWORK: NetworkSetup = {
  open: async () => 'memory',
  apply: async () => {},
  block: async () => {},
  unblock: async () => {},
  allowDial: async () => {},
  openForPortal: async () => {},
  close: async () => {},
  onLost: () => {},
}

/**
 * The same engine, protocol and TLS between two hosts that exist only in this process: no rights are needed, and none of
 * the computer's settings is touched. Resolves with whether everything was as it should be.
 */
export async function memoryDemo(): Promise<boolean> {
  say('Culvert: an SSTP tunnel between two hosts in the memory of this process')
  const [client, server] = [new MemoryHost('client'), new MemoryHost('server')]
  const pki = await testPki()
  const sstp = await TlsServer.start({
    identity: await pki.leaf({ names: [LAB.serverName] }),
    users: { [LAB.user]: LAB.password },
    pool: new AddressPool(TUNNEL.firstClient, 1),
    address: TUNNEL.server,
    dns: [],
    openTun: async () => server,
  })
  heading(`Connecting as ${LAB.user}`)
  const connected = Promise.withResolvers<void>()
  const tunnel = new Tunnel({
    profile: profileFor(sstp.port, pki.authority.cert),
    credentials: { user: LAB.user, password: LAB.password },
    networkSetup: NO_NETWORK,
    attachTun: () => client,
    owner: 0,
    routes: false,
    reconnect: reconnectPolicy(false),
    onEvent: (event) => {
      show(event)
      if (event.type !== 'state') return
      if (event.state.state === 'connected') connected.resolve()
      if (event.state.state === 'failed') connected.reject(new Error(event.state.failure.code))
    },
  })
  const ended = tunnel.run()
  try {
    await connected.promise
    heading('Through the tunnel')
    await ping(client, server)
    const down = await transfer('download', server, client, SERVER)
    const up = await transfer('upload', client, server, CLIENT)
    heading('And the end')
    tunnel.close()
    const failure = await ended
    row('disconnected', 'in good order', failure?.code, failure === undefined)
    return down && up && failure === undefined
  } finally {
    tunnel.close()
    await ended
    await sstp.close()
  }
}

function profileFor(port: number, ca: string): Profile {
  const defaults = defaultProfile({ host: '127.0.0.1', port })
  return {
    ...defaults,
    name: 'Demo',
    signIn: { ...defaults.signIn, user: LAB.user },
    identity: { ...defaults.identity, verifyName: LAB.serverName, sni: LAB.serverName, ca },
    dns: { mode: 'none', servers: [], domains: [] },
    link: { mtu: 'auto', reconnect: false },
  }
}

function show(event: EngineEvent): void {
  if (event.type !== 'ladder') return
  const { rung, ms, detail, ok } = event.report
  row(rung, milliseconds(ms), detail, ok)
}

async function ping(client: MemoryHost, server: MemoryHost): Promise<void> {
  server.receive = (packet) => {
    const reply = echoReply(packet)
    if (reply !== undefined) void server.send(reply)
  }
  const times: number[] = []
  for (const sequence of [1, 2, 3]) {
    const answered = new Promise<void>((resolve) => {
      client.receive = (packet) => {
        if (repliedSequence(packet) === sequence) resolve()
      }
    })
    const start = performance.now()
    await client.send(echoRequest(CLIENT, sequence))
    await answered
    times.push(performance.now() - start)
  }
  row(`ping ${TUNNEL.server}`, `3 of 3, ${milliseconds(Math.min(...times))}`)
}

/** Sends the pattern in packets and compares its checksum with that of what came out. */
async function transfer(
  label: string,
  from: MemoryHost,
  to: MemoryHost,
  addresses: { from: string; to: string },
): Promise<boolean> {
  const hash = createHash('sha256')
  let bytes = 0
  const complete = Promise.withResolvers<void>()
  const limit = setTimeout(() => complete.reject(new Error(`the ${label} got stuck`)), TRANSFER_LIMIT_MS)
  to.receive = (packet) => {
    const payload = payloadOf(packet)
    if (payload === undefined) return
    hash.update(payload)
    bytes += payload.length
    if (bytes >= TRANSFER_BYTES) complete.resolve()
  }
  const start = performance.now()
  for (const block of pattern(TRANSFER_BYTES)) {
    for (let at = 0; at < block.length; at += PAYLOAD_BYTES) {
      await from.send(dataPacket(addresses, block.subarray(at, at + PAYLOAD_BYTES)))
    }
  }
  await complete.promise.finally(() => clearTimeout(limit))
  const seconds = (performance.now() - start) / 1000
  const intact = hash.digest('hex') === patternDigest(TRANSFER_BYTES)
  const note = intact ? 'SHA-256 at both ends equal' : 'arrived damaged'
  row(label, `${TRANSFER_BYTES / 1e6} MB, ${formatRate(bytes / seconds)}`, note, intact)
  return intact
}
