import type { AppState } from '../../src-shared/app-state.ts'
import { unreachable } from '../../src-shared/unreachable.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Connecting at the start comes first. */
const FIRST_CHECK_MS = MINUTE_MS

/** Who connects now and then asks through the tunnel; who has not connected for a day asks without. */
const WAIT_FOR_TUNNEL_MS = DAY_MS

/** How packets leave this computer. */
export type Way = 'tunnel' | 'open' | 'none'

/** Whether there is a way, and whether it is the user's own choice; while it is in the making there is none. */
export function wayOf({ tunnel, block }: Pick<AppState, 'tunnel' | 'block'>): Way {
  if (tunnel.state === 'connected') return 'tunnel'
  return block === null && (tunnel.state === 'disconnected' || tunnel.state === 'failed') ? 'open' : 'none'
}

export type UpdateState =
  | { at: 'rest' }
  | { at: 'checking' }
  /** `wanted`: the user said yes, and it begins when there is such a way again. */
  | { at: 'offered'; version: string; wanted?: Exclude<Way, 'none'> }
  | { at: 'downloading'; version: string; through: Exclude<Way, 'none'> }
  | { at: 'ready'; version: string }

export type UpdateEvent =
  /** Time has passed, or the way has changed. */
  | { type: 'look'; way: Way }
  | { type: 'found'; version: string }
  | { type: 'nothing-new' }
  | { type: 'downloaded' }
  | { type: 'failed' }
  | { type: 'accepted' }
  | { type: 'put-off' }

export type UpdateAction = 'check' | 'download' | 'stop-download' | 'install'

/**
 * When to ask for updates, when to fetch and when to install them, as a machine without a clock. Nothing is fetched or
 * installed that the user has not agreed to. What began in the tunnel goes on in the tunnel alone: a download that the end of a
 * tunnel cuts off must not show to the network around what the tunnel was hiding.
 */
export class UpdatePolicy {
  #state: UpdateState = { at: 'rest' }
  #way: Way = 'none'
  #dueAt: number

  constructor(startedAt: number) {
    this.#dueAt = startedAt + FIRST_CHECK_MS
  }

  get state(): UpdateState {
    return this.#state
  }

  /** What has to be done now, if anything. */
  handle(event: UpdateEvent, now: number): UpdateAction | undefined {
    switch (event.type) {
      case 'look':
        this.#way = event.way
        return this.#look(now)
      case 'found':
        if (this.#state.at === 'checking') this.#rest(now, { at: 'offered', version: event.version })
        return undefined
      case 'nothing-new':
      case 'failed':
        this.#rest(now)
        return undefined
      case 'downloaded':
        if (this.#state.at === 'downloading') this.#state = { at: 'ready', version: this.#state.version }
        return undefined
      case 'accepted':
        return this.#accept()
      case 'put-off':
        // What is on the disk stays; the next start finds it again.
        if (this.#state.at === 'offered') this.#rest(now)
        return undefined
      default:
        return unreachable(event)
    }
  }

  #look(now: number): UpdateAction | undefined {
    const state = this.#state
    if (state.at === 'downloading' && state.through !== this.#way) {
      this.#state = { at: 'offered', version: state.version, wanted: state.through }
      return 'stop-download'
    }
    if (state.at === 'offered' && state.wanted !== undefined) return this.#begin(state.version, state.wanted)
    if (state.at !== 'rest' || !this.#mayCheck(now)) return undefined
    this.#state = { at: 'checking' }
    return 'check'
  }

  #mayCheck(now: number): boolean {
    if (this.#way === 'none') return false
    return now >= this.#dueAt + (this.#way === 'tunnel' ? 0 : WAIT_FOR_TUNNEL_MS)
  }

  #accept(): UpdateAction | undefined {
    const state = this.#state
    if (state.at === 'ready') return 'install'
    if (state.at !== 'offered') return undefined
    // Without any way, a tunnel is in the making or a block stands: both are about not going around it.
    return this.#begin(state.version, this.#way === 'none' ? 'tunnel' : this.#way)
  }

  #begin(version: string, wanted: Exclude<Way, 'none'>): UpdateAction | undefined {
    const fits = this.#way === 'tunnel' || this.#way === wanted
    if (!fits || this.#way === 'none') {
      this.#state = { at: 'offered', version, wanted }
      return undefined
    }
    this.#state = { at: 'downloading', version, through: this.#way }
    return 'download'
  }

  #rest(now: number, state: UpdateState = { at: 'rest' }): void {
    this.#state = state
    this.#dueAt = now + DAY_MS
  }
}
