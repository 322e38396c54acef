import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { ReconnectInput, ReconnectStep } from '../../src-shared/reconnect.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import { warnOfClashes } from './clash-warning.ts'
import { now } from './clock.ts'
import { Inbox } from './inbox.ts'
import type { Learnt } from './inner-network.ts'
import type { EngineEvent } from './messages.ts'
import { nodeCrypto } from './node-crypto.ts'
import { OuterNetwork } from './outer-network.ts'
import { Portal } from './portal.ts'
import { trustStoreOf } from './profile-trust.ts'
import { ServerPlace } from './server-place.ts'
import { Session } from './session.ts'
import { SignInMemory } from './sign-in-memory.ts'
import { withRsaRetry } from './trust/binding-retry.ts'
import type { TrustStore } from './trust-store.ts'
import type { TunnelOptions } from './tunnel-options.ts'
import { WakeWatch } from './wake-watch.ts'
import { WayOut } from './way-out.ts'

/** The one timer of an idle tunnel. */
const TICK_MS = 1_000

/**
 * A tunnel from the user's wish to its end: the helper first, then one session after another. Helper, device, address and
 * routes stay between sessions, so that nothing leaks meanwhile and inner connections can survive.
 */
export class Tunnel {
  readonly #options: TunnelOptions & { memory: SignInMemory }
  readonly #wake = new AbortController()
  readonly #inbox = new Inbox<ReconnectInput>()
  readonly #outer: OuterNetwork
  readonly #wayOut: WayOut
  readonly #portal: Portal
  readonly #place: ServerPlace
  readonly #wakeWatch = new WakeWatch()
  #session: Session | undefined
  #failure: Failure
  #lost = false
  #connectedAt: number | undefined
  #ended = false
  /** The helper's start belongs to the first attempt, which was told of then. */
  #isTold = true
  #learnt: Learnt = {}
  readonly #interfaceId = nodeCrypto.randomBytes(8)

  constructor(options: TunnelOptions) {
    const { profile, networkSetup, isBlocked = () => false } = options
    this.#options = { ...options, memory: new SignInMemory(options) }
    this.#outer = new OuterNetwork(options.networkWatch)
    this.#wayOut = new WayOut({
      networkSetup,
      killSwitch: profile.protection.killSwitch,
      lan: profile.routing.lan,
      isBlocked,
    })
    this.#portal = new Portal(profile, this.#wayOut, (text) =>
      options.onEvent({ type: 'log', level: 'warn', text }),
    )
    this.#place = new ServerPlace(this.#wayOut.lookup)
    this.#failure = { code: 'tcp-unreachable', ...profile.server, detail: 'ENETUNREACH' }
  }

  /** Resolves when the tunnel has ended for good and the network is restored; with the reason unless `close` ended it. */
  async run(): Promise<Failure | undefined> {
    const { networkSetup } = this.#options
    let tun: TunDevice | undefined
    let failure: Failure | undefined
    this.#emitState({ state: 'connecting', rung: 'name', attempt: 1 })
    try {
      // Both take tens of milliseconds; the helper's is spent waiting, so they overlap.
      const [device, trust] = await Promise.all([
        networkSetup.open(this.#options.owner),
        trustStoreOf(this.#options.profile, this.#options.credentials),
      ])
      networkSetup.onLost(() => this.#handleHelperLost())
      tun = this.#options.attachTun(device)
      this.#options.onPrivilegedPartDone?.()
      void warnOfClashes(this.#options.profile, device, this.#options.onEvent)
      await this.#wayOut.raise()
      this.#outer.start(() => void this.#handleNetworkChange())
      failure = await this.#runSessions(tun, trust)
    } catch (cause) {
      failure = cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) }
    } finally {
      this.#outer.close()
      tun?.close()
      const keepBlock = failure !== undefined && !this.#wake.signal.aborted && this.#wayOut.raised
      await networkSetup.close({ keepBlock })
    }
    if (this.#wake.signal.aborted) failure = undefined
    this.#ended = true
    this.#emitEnd(failure)
    return failure
  }

  /** The user does not want to wait for the next attempt. */
  retryNow(): void {
    void this.#put({ type: 'try-now' })
  }

  /** Something that the engine cannot see itself says that the network is another one, or that the computer woke up. */
  hint(type: 'woke-up' | 'network-changed'): void {
    if (type === 'network-changed') void this.#handleNetworkChange()
    else this.#handleWake()
  }

  /** Ends the current session as if it had been lost; the next begins at once. */
  restartSession(): void {
    void this.#put({ type: 'try-now' })
    this.#session?.drop({ code: 'connection-lost', detail: 'it was begun anew' })
  }

  /** The user wants to reach the page that he has to sign in on. Does nothing while there is none. */
  async openPortal(): Promise<void> {
    if (!this.#portal.isFound) return
    if (await this.#portal.open()) this.#emitState(this.#portal.state)
  }

  /** Ends the tunnel in good order; `run` resolves within about 5 s. Idempotent. */
  close(): void {
    if (this.#ended || this.#wake.signal.aborted) return
    this.#emitState({ state: 'disconnecting' })
    this.#wake.abort()
    this.#session?.close()
  }

  async #runSessions(tun: TunDevice, trust: TrustStore): Promise<Failure | undefined> {
    const ticker = setInterval(() => this.#tick(), TICK_MS)
    try {
      let step = this.#decide({ type: 'begin', route: await this.#outer.hasRoute({ hopeful: true }) })
      while (!this.#wake.signal.aborted) {
        if (step.do === 'give-up') return this.#failure
        step = step.do === 'dial' ? await this.#dial(step.attempt, tun, trust) : await this.#wait(step)
      }
      return undefined
    } finally {
      clearInterval(ticker)
    }
  }

  /** One session from its first rung to its end, and what follows from that. */
  async #dial(attempt: number, tun: TunDevice, trust: TrustStore): Promise<ReconnectStep> {
    const { signal } = this.#wake
    // As long as the page is still there, nobody needs to see another attempt fail.
    if (this.#portal.isFound && (await this.#portal.look(this.#failure, this.#outer.server, signal)))
      return this.#decide({ type: 'ended', failure: this.#failure, route: true, portal: true })
    if (!this.#isTold) this.#emitState({ state: 'connecting', rung: 'name', attempt })
    this.#isTold = false
    const once = () => this.#options.memory.withRetry(() => this.#runSession(tun, trust))
    const failure = await withRsaRetry(once, trust, signal, this.#options.onEvent)
    const upForMs = this.#connectedAt === undefined ? undefined : now() - this.#connectedAt
    this.#connectedAt = undefined
    this.#failure = failure ?? { code: 'connection-lost', detail: 'the session ended' }
    if (signal.aborted || this.#lost) return { do: 'give-up' }
    const route = await this.#outer.hasRoute()
    if (route) this.#place.ended(this.#failure)
    const portal =
      route && upForMs === undefined && (await this.#portal.look(this.#failure, this.#outer.server, signal))
    return this.#decide({
      type: 'ended',
      failure: this.#failure,
      ...(upForMs !== undefined && { upForMs }),
      route,
      portal,
    })
  }

  /** Waits as the policy wants, until it wants something else. */
  async #wait(step: Exclude<ReconnectStep, { do: 'dial' | 'give-up' }>): Promise<ReconnectStep> {
    const failure = this.#failure
    this.#isTold = false
    switch (step.do) {
      case 'pause':
        this.#emitState({ state: 'reconnecting', attempt: step.attempt, retryInMs: step.ms, failure })
        break
      case 'wait-for-network':
        this.#emitState({ state: 'waiting-for-network', failure })
        break
      case 'wait-for-portal':
        this.#emitState(this.#portal.state)
        break
      default:
        unreachable(step)
    }
    // What happened before anybody waited would otherwise be waited for in vain.
    if (step.do === 'wait-for-network' && (await this.#outer.hasRoute()))
      return this.#decide({ type: 'network-changed', route: true })
    let wanted: ReconnectStep = step
    const until = step.do === 'wait-for-network' ? undefined : now() + step.ms
    while (wanted.do === step.do && !this.#wake.signal.aborted) {
      const left = until === undefined ? undefined : Math.max(0, until - now())
      const input = await this.#inbox.next(left, this.#wake.signal)
      if (this.#lost) return { do: 'give-up' }
      wanted = this.#decide(input ?? { type: 'timeout' })
    }
    return wanted
  }

  async #runSession(tun: TunDevice, trust: TrustStore): Promise<Failure | undefined> {
    const addresses = this.#place.begin()
    const session = new Session({
      ...this.#options,
      trust,
      ...(addresses !== undefined && { addresses }),
      way: {
        lookup: this.#place.lookup,
        beforeConnect: this.#wayOut.beforeConnect,
        onResolved: (found) => this.#outer.setServer(found.map((entry) => entry.address)),
      },
      onDialled: ({ addresses: all, socket, address }) => {
        this.#place.found(all)
        this.#outer.connected(socket.localAddress ?? '', address)
      },
      learnt: this.#learnt,
      onLearnt: (learnt) => {
        this.#learnt = learnt
      },
      interfaceId: this.#interfaceId,
      networkSetup: this.#wayOut.noting(this.#options.networkSetup),
      tun,
      onConnected: (facts) => {
        this.#connectedAt = now()
        void this.#portal.forget()
        void this.#outer.settled()
        this.#emitState({ state: 'connected', ...facts })
      },
    })
    this.#session = session
    if (this.#place.isKnown) void this.#outer.dialling()
    try {
      return await session.run()
    } finally {
      this.#emitStats(session)
      this.#session = undefined
      this.#outer.disconnected()
    }
  }

  #tick(): void {
    if (this.#session !== undefined) this.#emitStats(this.#session)
    this.#session?.tick()
    if (this.#wakeWatch.tick(now(), Date.now())) this.#handleWake()
  }

  #emitStats(session: Session): void {
    const stats = session.stats()
    if (stats !== undefined) this.#options.onEvent({ type: 'stats', stats })
  }

  #handleWake(): void {
    this.#session?.doubt()
    void this.#put({ type: 'woke-up' })
  }

  async #handleNetworkChange(): Promise<void> {
    const session = this.#session
    if (session === undefined) {
      this.#inbox.put({ type: 'network-changed', route: await this.#outer.hasRoute({ hopeful: true }) })
    } else if (await this.#outer.isCutOff()) {
      this.#decide({ type: 'network-changed', route: true })
      session.drop({ code: 'connection-lost', detail: 'the network changed' })
    } else {
      session.doubt()
    }
  }

  /** Without a way to the server a wish is looked into before it is passed on. */
  async #put(input: ReconnectInput): Promise<void> {
    if (this.#session !== undefined) this.#decide(input)
    else if (await this.#outer.hasRoute({ hopeful: true })) {
      this.#inbox.put({ type: 'network-changed', route: true })
      this.#inbox.put(input)
    } else this.#inbox.put({ type: 'network-changed', route: false })
  }

  #decide(input: ReconnectInput): ReconnectStep {
    return this.#options.reconnect.next(input, now())
  }

  #handleHelperLost(): void {
    this.#lost = true
    this.#failure = { code: 'helper-lost' }
    this.#session?.fail({ code: 'helper-lost' })
    this.#inbox.put({ type: 'try-now' })
  }

  /** Told after the network was restored, so that the state and the host's are never apart. */
  #emitEnd(failure: Failure | undefined): void {
    if (failure === undefined) this.#emitState({ state: 'disconnected' })
    else if (!this.#wayOut.raised) this.#emitState({ state: 'failed', failure })
    else this.#emitState({ state: 'blocked', because: this.#lost ? 'crash' : 'connection-lost', failure })
  }

  #emitState(state: Extract<EngineEvent, { type: 'state' }>['state']): void {
    this.#options.onEvent({ type: 'state', state })
  }
}
