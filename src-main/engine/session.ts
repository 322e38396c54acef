import { randomUUID } from 'node:crypto'
import type tls from 'node:tls'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import { hostHasIpv6 } from '../netsetup/host-ipv6.ts'
import type { NetworkConfig } from '../netsetup/network-setup.ts'
import type { TunnelEvent } from '../protocol/events.ts'
import { PROTOCOL } from '../protocol/ppp/constants.ts'
import { encodeFrame } from '../protocol/ppp/frame.ts'
import { encodeDataPacket } from '../protocol/sstp/data-header.ts'
import { TunnelClient } from '../protocol/tunnel-client.ts'
import { now } from './clock.ts'
import { type Authentication, connectionFacts } from './connection-facts.ts'
import { type Dialled, dial } from './dialer.ts'
import { Driver } from './driver.ts'
import { Ladder } from './ladder.ts'
import { Liveness } from './liveness.ts'
import { routesInWords } from './network-config.ts'
import { nodeCrypto } from './node-crypto.ts'
import { Pump } from './pump.ts'
import { Receiver } from './receiver.ts'
import { SessionNetwork } from './session-network.ts'
import type { SessionOptions } from './session-options.ts'
import { signInOptions } from './sign-in-options.ts'
import { socketTransport } from './socket-transport.ts'

/** The largest receive unit that every server of the field accepts without a Nak of its own making. */
const DEFAULT_MRU = 1500

/** One attempt: dials, runs the protocol, sets the network up and carries packets until it ends, for whatever reason. */
export class Session {
  readonly #options: SessionOptions
  readonly #ladder: Ladder
  readonly #abort = new AbortController()
  readonly #ended = Promise.withResolvers<Failure | undefined>()
  #driver: Driver | undefined
  #pump: Pump | undefined
  #authentication: Authentication = { method: '', binding: 'sha-256', keyless: false }
  #network: SessionNetwork | undefined
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
      const { profile, trust, addresses, keylog, onDialled, tun } = this.#options
      const receiver = new Receiver(tun.memory)
      const dialled = await dial({
        profile,
        trust,
        ...(addresses !== undefined && { addresses }),
        receive: receiver,
        ladder: this.#ladder,
        signal: this.#abort.signal,
        proxyPassword: this.#options.memory.credentials.proxyPassword,
        ...this.#options.way,
        onIdentity: (certificate, accepted) =>
          this.#options.onEvent({ type: accepted ? 'identity-accepted' : 'identity-refused', certificate }),
        onLog: (text) => this.#log('info', text),
        ...(keylog !== undefined && { keylog }),
      }).catch((cause: unknown) => {
        receiver.release()
        throw cause
      })
      dialled.socket.once('close', () => receiver.release())
      try {
        onDialled(dialled)
        this.#start(dialled, receiver)
      } catch (cause) {
        dialled.socket.destroy()
        throw cause
      }
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

  /** Ends the attempt without a farewell that could not arrive anyway, so that the next can begin at once. */
  drop(failure: Failure): void {
    this.#failure ??= failure
    this.#driver?.abandon()
    this.#abort.abort(new FailureError(failure))
  }

  /** Something happened to the network: asks the server at once whether it is still there, and waits less than usual. */
  doubt(): void {
    if (this.#driver === undefined || this.#network?.isUp !== true) return
    this.#liveness.doubt(now())
    this.#driver.requestEcho()
  }

  /** Once a second: looks whether the server still answers. */
  tick(): void {
    const { onEvent } = this.#options
    if (this.#pump === undefined || this.#driver === undefined || this.#network?.isUp !== true) return
    const counts = { received: this.#driver.received, sent: this.#pump.stats().packetsOut }
    switch (this.#liveness.tick(now(), counts)) {
      case 'ask':
        this.#driver.requestEcho()
        return
      case 'silent':
        onEvent({ type: 'silent', seconds: Math.round(this.#liveness.silentFor(now()) / 1000) })
        return
      case 'dead':
        this.drop({ code: 'connection-silent', seconds: Math.round(this.#liveness.silentFor(now()) / 1000) })
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
    const { memory, tun, interfaceId, learnt = {} } = this.#options
    const { profile } = dialled
    const pump = new Pump({
      tun,
      transport: socketTransport(dialled.socket, (text) => this.#log('debug', text)),
      onFailure: (failure) => this.fail(failure),
      queue: this.#options.queue !== false,
    })
    this.#pump = pump
    const network = new SessionNetwork({
      ...this.#options,
      learnt,
      serverAddresses: [...dialled.addresses, ...dialled.others].map(({ address }) => address),
      send: (packet) => sendPacket(dialled.socket, packet),
      onLearnt: (news) => this.#options.onLearnt?.(news),
      onUp: (config) => this.#handleNetworkUp(config, dialled),
      onChanged: (config) => this.#handleNetworkChanged(config, dialled),
      onFailed: (cause) => this.#handleNetworkFailed(cause),
      log: (level, text) => this.#log(level, text),
    })
    this.#network = network
    const correlationId = randomUUID()
    this.#log('debug', `SSTP correlation id ${correlationId}`)
    const client = new TunnelClient({
      crypto: nodeCrypto,
      host: profile.identity.sni || profile.server.host,
      port: profile.server.port,
      correlationId,
      query: profile.link.query,
      leafCertificate: dialled.leaf,
      serverVerified: dialled.decision.accepted,
      ...signInOptions({ profile, memory, onProgress: () => this.#driver?.progress() }),
      mru: profile.link.mtu === 'auto' ? DEFAULT_MRU : profile.link.mtu,
      requestDns: profile.dns.mode === 'server',
      carry: receiver.carry,
      ...(hostHasIpv6(tun.name) && { ipv6: { ...(interfaceId !== undefined && { interfaceId }) } }),
      onPacket: (buffer, start, end) => {
        if (!network.take(buffer, start, end)) pump.handlePacket(buffer, start, end)
      },
    })
    this.#driver = new Driver({
      client,
      socket: dialled.socket,
      receiver,
      onEvent: (event) => this.#handleEvent(event),
      onChunkDone: () => pump.flush(),
    })
    this.#driver.start()
  }

  #handleEvent(event: TunnelEvent): void {
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
        this.#authentication = { ...event, keyless: this.#options.memory.noteMethod(event.method) }
        return
      case 'password-changed':
        this.#options.memory.notePasswordChanged()
        this.#options.onEvent(event)
        return
      case 'network-up':
        this.#ladder.start('routes')
        this.#network?.up(event)
        return
      case 'network-down':
        this.#pump?.pause()
        this.#network?.down()
        this.#log('info', 'the server renegotiates the link')
        return
      case 'ipv6-up':
        this.#network?.setIpv6(event.own)
        return
      case 'ipv6-down':
        this.#network?.setIpv6(undefined)
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

  /** Routes and names stand: the connection is up. Whoever ended the call meanwhile also undoes the network. */
  #handleNetworkUp(config: NetworkConfig, dialled: Dialled): void {
    if (this.#closing || this.#failure !== undefined) return
    this.#ladder.end('routes', routesInWords(config).join('; '))
    this.#setLimits(config)
    this.#pump?.start()
    this.#options.memory.noteUp()
    this.#options.onConnected(this.#facts(config, dialled))
  }

  #handleNetworkChanged(config: NetworkConfig, dialled: Dialled): void {
    if (this.#closing || this.#failure !== undefined) return
    this.#setLimits(config)
    this.#options.onEvent({ type: 'facts', facts: this.#facts(config, dialled) })
  }

  #handleNetworkFailed(cause: unknown): void {
    this.#ladder.fail()
    this.fail(cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) })
  }

  #setLimits({ mtu }: NetworkConfig): void {
    this.#pump?.setLimits({ mtu, ipv6: this.#network?.carriesIpv6 ?? false })
  }

  #handleClosed(failure: Failure | undefined): void {
    this.#pump?.close()
    this.#network?.down()
    const reason = this.#failure ?? (this.#closing ? undefined : failure)
    if (reason !== undefined) this.#ladder.fail()
    this.#ended.resolve(reason)
  }

  #facts(config: NetworkConfig, dialled: Dialled): ConnectionFacts {
    return connectionFacts({
      device: this.#options.tun.name,
      config,
      dialled,
      authentication: this.#authentication,
    })
  }

  #log(level: 'debug' | 'info' | 'warn', text: string): void {
    this.#options.onEvent({ type: 'log', level, text })
  }
}

/** Puts a packet of our own on its way into the tunnel; it is short, and nobody waits for it but us. */
function sendPacket(socket: tls.TLSSocket, packet: Uint8Array): void {
  const protocol = packet[0] >>> 4 === 6 ? PROTOCOL.ipv6 : PROTOCOL.ipv4
  if (socket.writable) socket.write(encodeDataPacket(encodeFrame(protocol, packet)))
}
