import { randomUUID } from 'node:crypto'
import type { LookupAddress } from 'node:dns'
import type tls from 'node:tls'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { formatServer } from '../../src-shared/format.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { NetworkConfig, NetworkSetup } from '../netsetup/network-setup.ts'
import type { TunnelEvent } from '../protocol/events.ts'
import { TunnelClient } from '../protocol/tunnel-client.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import { now } from './clock.ts'
import { type Dialled, dial } from './dialer.ts'
import { Driver } from './driver.ts'
import { Ladder } from './ladder.ts'
import { Liveness } from './liveness.ts'
import type { EngineEvent } from './messages.ts'
import { networkConfigFor, routesInWords } from './network-config.ts'
import { nodeCrypto } from './node-crypto.ts'
import { Pump, type PumpTransport } from './pump.ts'
import { Receiver } from './receiver.ts'
import type { TrustStore } from './trust-store.ts'

/** The largest receive unit that every server of the field accepts without a Nak of its own making. */
const DEFAULT_MRU = 1500

export interface SessionOptions {
  profile: Profile
  credentials: { user: string; password: string }
  trust: TrustStore
  /** Where an earlier session of the same tunnel found the server. */
  addresses?: readonly LookupAddress[]
  onResolved: (addresses: readonly LookupAddress[]) => void
  networkSetup: NetworkSetup
  tun: TunDevice
  /** False leaves routes and DNS alone; the tunnel then has an address and nothing else. */
  routes: boolean
  onEvent: (event: EngineEvent) => void
  onConnected: (facts: ConnectionFacts) => void
  keylog?: (line: Buffer) => void
}

type NetworkUp = Extract<TunnelEvent, { type: 'network-up' }>

/** One attempt: dials, runs the protocol, sets the network up and carries packets until it ends, for whatever reason. */
export class Session {
  readonly #options: SessionOptions
  readonly #ladder: Ladder
  readonly #abort = new AbortController()
  readonly #ended = Promise.withResolvers<Failure | undefined>()
  #driver: Driver | undefined
  #pump: Pump | undefined
  #authentication = { method: '', binding: 'sha-256' as ConnectionFacts['binding'] }
  #network: NetworkUp | undefined
  readonly #liveness = new Liveness()
  #failure: Failure | undefined
  #closing = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.#ladder = new Ladder(options.onEvent)
  }

  /** Resolves when the attempt is over: with the reason, or with undefined when `close` ended it. Never rejects. */
  async run(): Promise<Failure | undefined> {
    try {
      const { profile, trust, addresses, keylog, onResolved, tun } = this.#options
      const receiver = new Receiver(tun.memory)
      const dialled = await dial({
        profile,
        trust,
        ...(addresses !== undefined && { addresses }),
        receive: receiver,
        ladder: this.#ladder,
        signal: this.#abort.signal,
        onIdentity: (certificate, accepted) =>
          this.#options.onEvent({ type: accepted ? 'identity-accepted' : 'identity-refused', certificate }),
        ...(keylog !== undefined && { keylog }),
      }).catch((cause: unknown) => {
        receiver.release()
        throw cause
      })
      dialled.socket.once('close', () => receiver.release())
      onResolved(dialled.addresses)
      this.#start(dialled, receiver)
      return await this.#ended.promise
    } catch (cause) {
      if (this.#closing) return undefined
      this.#ladder.fail()
      return cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) }
    } finally {
      this.#pump?.close()
    }
  }

  /** Ends the attempt in good order, bounded at 5 s, from whatever rung it is on; `run` resolves. */
  close(): void {
    this.#closing = true
    if (this.#driver === undefined) this.#abort.abort(new FailureError({ code: 'cancelled' }))
    else this.#driver.disconnect()
  }

  /** Ends the attempt because the host let it down, for example when the helper died. */
  fail(failure: Failure): void {
    this.#failure ??= failure
    if (this.#driver === undefined) this.#abort.abort(new FailureError(failure))
    else this.#driver.disconnect()
  }

  /** Once a second: looks whether the server still answers. */
  tick(): void {
    const { onEvent } = this.#options
    if (this.#pump === undefined || this.#driver === undefined || this.#network === undefined) return
    const counts = { received: this.#driver.received, sent: this.#pump.stats().packetsOut }
    switch (this.#liveness.tick(now(), counts)) {
      case 'ask':
        this.#driver.requestEcho()
        return
      case 'silent':
        onEvent({ type: 'silent', seconds: Math.round(this.#liveness.silentFor(now()) / 1000) })
        return
      case 'answers-again':
        onEvent({ type: 'silent', seconds: undefined })
        return
      case 'fine':
        return
    }
  }

  stats(): TunnelStats | undefined {
    return this.#pump && { at: now(), ...this.#pump.stats() }
  }

  #start(dialled: Dialled, receiver: Receiver): void {
    const { profile, credentials, tun } = this.#options
    const pump = new Pump({
      tun,
      transport: transportOf(dialled.socket),
      onFailure: (failure) => this.fail(failure),
    })
    this.#pump = pump
    const correlationId = randomUUID()
    this.#log('debug', `SSTP correlation id ${correlationId}`)
    const client = new TunnelClient({
      crypto: nodeCrypto,
      host: profile.identity.sni || profile.server.host,
      port: profile.server.port,
      correlationId,
      leafCertificate: dialled.leaf,
      serverVerified: dialled.decision.accepted,
      credentials,
      methods: profile.signIn.methods,
      mru: profile.link.mtu === 'auto' ? DEFAULT_MRU : profile.link.mtu,
      requestDns: profile.dns.mode === 'server',
      carry: receiver.carry,
      onPacket: (buffer, start, end) => pump.handlePacket(buffer, start, end),
    })
    this.#driver = new Driver({
      client,
      socket: dialled.socket,
      receiver,
      onEvent: (event) => this.#handleEvent(event, dialled),
      onChunkDone: () => pump.flush(),
    })
    this.#driver.start()
  }

  #handleEvent(event: TunnelEvent, dialled: Dialled): void {
    switch (event.type) {
      case 'rung-start':
        this.#ladder.start(event.rung)
        return
      case 'rung-end':
        this.#ladder.end(event.rung, event.detail)
        return
      case 'http-accepted':
        this.#log('debug', `server header: ${event.headers.get('server') ?? '(none)'}`)
        return
      case 'call-acknowledged':
        this.#log('debug', `server offers binding hashes ${event.hashes}`)
        return
      case 'authenticated':
        this.#authentication = { method: event.method, binding: event.binding }
        return
      case 'network-up':
        void this.#setUpNetwork(event, dialled)
        return
      case 'network-down':
        this.#network = undefined
        this.#pump?.pause()
        this.#log('info', 'the server renegotiates the link')
        return
      case 'ipv6-up':
      case 'ipv6-down':
        this.#log('debug', event.type)
        return
      case 'closed':
        this.#handleClosed(event.failure)
        return
      case 'log':
        this.#log(event.level, event.text)
        return
      default:
        unreachable(event)
    }
  }

  async #setUpNetwork(network: NetworkUp, dialled: Dialled): Promise<void> {
    const { profile, networkSetup, routes } = this.#options
    const serverAddresses = dialled.addresses.map(({ address }) => address)
    const config = networkConfigFor(profile, network, serverAddresses, routes)
    this.#network = network
    this.#ladder.start('routes')
    try {
      await networkSetup.apply(config)
    } catch (cause) {
      this.#ladder.fail()
      this.fail(cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) })
      return
    }
    // While the helper worked the call may have ended, and whoever ended it also undoes the network; or the server
    // renegotiated, and the next network-up is on its way.
    if (this.#closing || this.#failure !== undefined || this.#network !== network) return
    this.#ladder.end('routes', routesInWords(config).join('; '))
    this.#pump?.setLimits({ mtu: config.mtu })
    this.#pump?.start()
    this.#options.onConnected(this.#facts(config, dialled))
  }

  #handleClosed(failure: Failure | undefined): void {
    this.#pump?.close()
    const reason = this.#failure ?? (this.#closing ? undefined : failure)
    if (reason !== undefined) this.#ladder.fail()
    this.#ended.resolve(reason)
  }

  #facts(config: NetworkConfig, dialled: Dialled): ConnectionFacts {
    const { profile, tun } = this.#options
    if (!dialled.decision.accepted) throw new Error('connected to a server whose identity was refused')
    return {
      device: tun.name,
      address: config.address,
      ...(config.peer !== undefined && { peer: config.peer }),
      dns: [...config.dns.servers],
      mtu: config.mtu,
      server: formatServer(profile.server),
      serverAddress: dialled.address,
      tlsVersion: dialled.tlsVersion,
      cipher: dialled.cipher,
      auth: this.#authentication.method,
      binding: this.#authentication.binding,
      certificate: dialled.decision.facts,
      routes: routesInWords(config),
    }
  }

  #log(level: 'debug' | 'info' | 'warn', text: string): void {
    this.#options.onEvent({ type: 'log', level, text })
  }
}

/** The packet path's view of the socket. */
function transportOf(socket: tls.TLSSocket): PumpTransport {
  return {
    write: (bytes, written) => {
      socket.write(bytes, written)
    },
  }
}
