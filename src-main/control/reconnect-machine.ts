import type { Failure } from '../../src-shared/failure.ts'
import type { ReconnectInput, Reconnector, ReconnectStep } from '../../src-shared/reconnect.ts'
import { unreachable } from '../../src-shared/unreachable.ts'

/** Milliseconds. */
const LIMIT = {
  /** A connection that held this long was a good one: attempts are counted anew after it. */
  STEADY: 30_000,
  /** So many dials may follow hints at once, and one more each so often: a network that flaps is no reason to hammer. */
  HINTS: 5,
  HINT_EVERY: 3_000,
  /** How often somebody looks whether the sign-in page is gone; less often when it stays for long. */
  PORTAL_FIRST: 4_000,
  PORTAL_MAX: 30_000,
} as const

export interface ReconnectOptions {
  /**
   * When to try again by itself: `never`, only `after-success`, because whoever has just asked for a connection is there to
   * see it fail and nobody may be when it is lost later.
   */
  wanted: 'never' | 'after-success'
  /** Milliseconds until the next attempt after a failure, undefined for never: `reconnectDelay`. */
  delay: (failure: Failure, attempt: number) => number | undefined
}

type Phase =
  /** `restart`: the user wants it begun anew; `moved`: another network is the reason of its end. */
  | { name: 'dialling'; restart: boolean; moved: boolean }
  | { name: 'pausing'; until: number; patient: boolean; portal: boolean }
  | { name: 'offline' }
  | { name: 'over' }

const NOTHING = { restart: false, moved: false } as const

/**
 * When a tunnel dials, as a pure machine. Hints (another network, a wake-up) and the user's wish cut a pause short; nothing
 * dials without a way to the server; what cannot become better by trying is never tried again.
 */
export class ReconnectMachine implements Reconnector {
  readonly #options: ReconnectOptions
  #phase: Phase = { name: 'dialling', restart: false, moved: false }
  /** Attempts since the last good connection, the present one included. */
  #attempt = 0
  #wasUp = false
  #portals = 0
  #tokens: number = LIMIT.HINTS
  #tokensAt = 0

  constructor(options: ReconnectOptions) {
    this.#options = options
  }

  next(input: ReconnectInput, now: number): ReconnectStep {
    const phase = this.#phase
    if (phase.name === 'over') return { do: 'give-up' }
    switch (input.type) {
      case 'begin':
        return input.route || this.#options.wanted === 'never' ? this.#dial() : this.#goOffline()
      case 'ended':
        return this.#handleEnd(input, now)
      case 'timeout':
        return phase.name === 'pausing' && now >= phase.until ? this.#dial() : this.#stay(now)
      case 'try-now':
        if (phase.name === 'dialling') phase.restart = true
        return phase.name === 'pausing' ? this.#dial() : this.#stay(now)
      case 'woke-up':
        return this.#handleHint(now)
      case 'network-changed':
        if (phase.name === 'dialling') {
          phase.moved = true
          return this.#stay(now)
        }
        if (!input.route) return this.#goOffline()
        return phase.name === 'offline' ? this.#dialAsHinted(now) : this.#handleHint(now)
      default:
        return unreachable(input)
    }
  }

  #handleEnd(
    { failure, upForMs, route, portal = false }: ReconnectInput & { type: 'ended' },
    now: number,
  ): ReconnectStep {
    const { restart, moved } = this.#phase.name === 'dialling' ? this.#phase : NOTHING
    if (upForMs !== undefined) this.#wasUp = true
    // A server that drops each connection at once is not hammered: only one that held starts the count anew.
    if (upForMs !== undefined && upForMs >= LIMIT.STEADY) this.#attempt = 0
    const { wanted, delay } = this.#options
    const ms = delay(failure, this.#attempt)
    if (wanted === 'never') return this.#giveUp()
    if (portal) return this.#waitForPortal(now)
    this.#portals = 0
    const worthwhile = ms !== undefined && this.#wasUp
    if (!route && (worthwhile || isOfTheNetwork(failure))) return this.#goOffline()
    if (!worthwhile) return this.#giveUp()
    if (restart) return this.#dial()
    if (moved && !isFull(failure)) return this.#dialAsHinted(now)
    return this.#pause(ms, isFull(failure), now)
  }

  #handleHint(now: number): ReconnectStep {
    const phase = this.#phase
    // A server without room has none on another network either.
    return phase.name === 'pausing' && !phase.patient ? this.#dialAsHinted(now) : this.#stay(now)
  }

  #dialAsHinted(now: number): ReconnectStep {
    const refilled = Math.floor((now - this.#tokensAt) / LIMIT.HINT_EVERY)
    if (refilled > 0) {
      this.#tokens = Math.min(LIMIT.HINTS, this.#tokens + refilled)
      this.#tokensAt = now
    }
    if (this.#tokens === 0) {
      return this.#phase.name === 'pausing' ? this.#stay(now) : this.#pause(LIMIT.HINT_EVERY, false, now)
    }
    this.#tokens -= 1
    return this.#dial()
  }

  #dial(): ReconnectStep {
    this.#phase = { name: 'dialling', restart: false, moved: false }
    this.#attempt += 1
    return { do: 'dial', attempt: this.#attempt }
  }

  #pause(ms: number, patient: boolean, now: number): ReconnectStep {
    this.#phase = { name: 'pausing', until: now + ms, patient, portal: false }
    return { do: 'pause', ms, attempt: this.#attempt }
  }

  #waitForPortal(now: number): ReconnectStep {
    const ms = Math.min(LIMIT.PORTAL_MAX, LIMIT.PORTAL_FIRST + 1_000 * this.#portals)
    this.#portals += 1
    this.#phase = { name: 'pausing', until: now + ms, patient: false, portal: true }
    return { do: 'wait-for-portal', ms }
  }

  /** Being offline is nobody's failure, so what was tried meanwhile does not count. */
  #goOffline(): ReconnectStep {
    if (this.#phase.name !== 'offline') this.#attempt = Math.max(0, this.#attempt - 1)
    this.#phase = { name: 'offline' }
    return { do: 'wait-for-network' }
  }

  #giveUp(): ReconnectStep {
    this.#phase = { name: 'over' }
    return { do: 'give-up' }
  }

  #stay(now: number): ReconnectStep {
    const phase = this.#phase
    switch (phase.name) {
      case 'dialling':
        return { do: 'dial', attempt: this.#attempt }
      case 'pausing': {
        const ms = Math.max(0, phase.until - now)
        return phase.portal ? { do: 'wait-for-portal', ms } : { do: 'pause', ms, attempt: this.#attempt }
      }
      case 'offline':
        return { do: 'wait-for-network' }
      case 'over':
        return { do: 'give-up' }
      default:
        return unreachable(phase)
    }
  }
}

function isFull({ code }: Failure): boolean {
  return code === 'http-server-full' || code === 'address-none'
}

/** What a missing network looks like from above. */
function isOfTheNetwork(failure: Failure): boolean {
  switch (failure.code) {
    case 'name-not-found':
    case 'name-lookup-failed':
    case 'tcp-unreachable':
    case 'tcp-failed':
    case 'tls-failed':
    case 'connection-lost':
    case 'connection-silent':
      return true
    case 'timeout':
      return failure.rung === 'name' || failure.rung === 'tcp' || failure.rung === 'tls'
    default:
      return false
  }
}
