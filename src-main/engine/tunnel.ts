import type { LookupAddress } from 'node:dns'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { NetworkSetup } from '../netsetup/network-setup.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import { warnOfClashes } from './clash-warning.ts'
import { now } from './clock.ts'
import type { Learnt } from './inner-network.ts'
import type { EngineEvent } from './messages.ts'
import { nodeCrypto } from './node-crypto.ts'
import { Session } from './session.ts'
import { createTrustStore, type TrustStore } from './trust-store.ts'

const STATS_INTERVAL_MS = 1_000

/** A connection that held this long was a good one. */
const STEADY_MS = 30_000

export interface TunnelOptions {
  profile: Profile
  credentials: { user: string; password: string }
  networkSetup: NetworkSetup
  attachTun: (device: string) => TunDevice
  /** The uid that may attach the TUN device. */
  owner: number
  routes: boolean
  /**
   * Milliseconds until the next attempt after this failure, or undefined to give up. `attempt` counts the attempts
   * since the last connection that held for half a minute: 0 means that such a connection has just ended.
   */
  reconnect: (failure: Failure, attempt: number) => number | undefined
  onEvent: (event: EngineEvent) => void
  /** Everything that needs privileges is done; a process that has them can give them up now. */
  onPrivilegedPartDone?: () => void
  keylog?: (line: Buffer) => void
  /** See `PumpOptions`. */
  queue?: boolean
}

/**
 * A tunnel from the user's wish to its end: the helper first, then one session after another. Helper, TUN device,
 * address and routes stay between sessions, so that nothing leaks meanwhile and inner connections can survive.
 */
export class Tunnel {
  readonly #options: TunnelOptions
  readonly #wake = new AbortController()
  #session: Session | undefined
  #addresses: readonly LookupAddress[] | undefined
  #attempt = 0
  #lost = false
  #restarting = false
  #connectedAt: number | undefined
  #endPause: (() => void) | undefined
  #ended = false
  #learnt: Learnt = {}
  readonly #interfaceId = nodeCrypto.randomBytes(8)

  constructor(options: TunnelOptions) {
    this.#options = options
  }

  /** Resolves when the tunnel has ended for good and the network is restored; with the reason unless `close` ended it. */
  async run(): Promise<Failure | undefined> {
    const { networkSetup } = this.#options
    let tun: TunDevice | undefined
    let failure: Failure | undefined
    this.#setConnecting()
    try {
      // Both take tens of milliseconds; the helper's is spent waiting, so they overlap.
      const [device, trust] = await Promise.all([
        networkSetup.open(this.#options.owner),
        this.#createTrustStore(),
      ])
      networkSetup.onLost(() => this.#handleHelperLost())
      tun = this.#options.attachTun(device)
      this.#options.onPrivilegedPartDone?.()
      void warnOfClashes(this.#options.profile, device, this.#options.onEvent)
      failure = await this.#runSessions(tun, trust)
    } catch (cause) {
      failure = cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) }
    } finally {
      tun?.close()
      await networkSetup.close()
    }
    if (this.#wake.signal.aborted) failure = undefined
    this.#ended = true
    this.#emitState(failure === undefined ? { state: 'disconnected' } : { state: 'failed', failure })
    return failure
  }

  /** Ends a pause before the next attempt. */
  retryNow(): void {
    this.#endPause?.()
  }

  /** Ends the current session as if it had been lost; the next begins at once. */
  restartSession(): void {
    this.#restarting = true
    if (this.#session === undefined) this.retryNow()
    else this.#session.fail({ code: 'connection-lost', detail: 'it was begun anew' })
  }

  /** Ends the tunnel in good order; `run` resolves within about 5 s. Idempotent. */
  close(): void {
    if (this.#ended || this.#wake.signal.aborted) return
    this.#emitState({ state: 'disconnecting' })
    this.#wake.abort()
    this.#session?.close()
  }

  async #runSessions(tun: TunDevice, trust: TrustStore): Promise<Failure | undefined> {
    while (!this.#wake.signal.aborted) {
      const failure = await this.#runSession(tun, trust)
      this.#forgetAttempts()
      if (failure === undefined || this.#wake.signal.aborted) return undefined
      const retryInMs = this.#lost ? undefined : this.#retryDelay(failure)
      if (retryInMs === undefined) return failure
      this.#emitState({ state: 'reconnecting', attempt: this.#attempt, retryInMs, failure })
      await this.#pause(retryInMs)
      if (!this.#wake.signal.aborted) this.#setConnecting()
    }
    return undefined
  }

  async #runSession(tun: TunDevice, trust: TrustStore): Promise<Failure | undefined> {
    const { profile, credentials, networkSetup, routes, onEvent, keylog } = this.#options
    const session = new Session({
      profile,
      credentials,
      trust,
      ...(this.#addresses !== undefined && { addresses: this.#addresses }),
      onResolved: (addresses) => {
        this.#addresses = addresses
      },
      learnt: this.#learnt,
      onLearnt: (learnt) => {
        this.#learnt = learnt
      },
      interfaceId: this.#interfaceId,
      networkSetup,
      tun,
      routes,
      onEvent,
      onConnected: (facts) => {
        this.#connectedAt = now()
        this.#emitState({ state: 'connected', ...facts })
      },
      ...(keylog !== undefined && { keylog }),
      queue: this.#options.queue !== false,
    })
    this.#session = session
    const ticker = setInterval(() => {
      this.#emitStats(session)
      session.tick()
    }, STATS_INTERVAL_MS)
    try {
      return await session.run()
    } finally {
      clearInterval(ticker)
      this.#emitStats(session)
      this.#session = undefined
    }
  }

  #emitStats(session: Session): void {
    const stats = session.stats()
    if (stats !== undefined) this.#options.onEvent({ type: 'stats', stats })
  }

  async #createTrustStore(): Promise<TrustStore> {
    try {
      return createTrustStore(this.#options.profile.identity.ca)
    } catch (cause) {
      throw new FailureError(
        { code: 'certificate-rejected', detail: `the profile's CA: ${String(cause)}` },
        { cause },
      )
    }
  }

  #handleHelperLost(): void {
    this.#lost = true
    this.#session?.fail({ code: 'helper-lost' })
  }

  #retryDelay(failure: Failure): number | undefined {
    const restarting = this.#restarting
    this.#restarting = false
    return restarting ? 0 : this.#options.reconnect(failure, this.#attempt)
  }

  /** Only a connection that held starts the count anew: a server that drops each one at once is not hammered. */
  #forgetAttempts(): void {
    if (this.#connectedAt !== undefined && now() - this.#connectedAt >= STEADY_MS) this.#attempt = 0
    this.#connectedAt = undefined
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#endPause = undefined
        this.#wake.signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#endPause = done
      this.#wake.signal.addEventListener('abort', done)
    })
  }

  #setConnecting(): void {
    this.#attempt += 1
    this.#emitState({ state: 'connecting', rung: 'name', attempt: this.#attempt })
  }

  #emitState(state: Extract<EngineEvent, { type: 'state' }>['state']): void {
    this.#options.onEvent({ type: 'state', state })
  }
}
