import type { StateStore } from '../control/state-store.ts'
import type { Notices } from './notices.ts'
import { type UpdateEvent, UpdatePolicy, wayOf } from './update-policy.ts'

/** Where new versions come from. */
export interface UpdateSource {
  /** The newer version, if there is one for this computer. */
  check(): Promise<string | undefined>
  /** Resolves when it is on the disk and found to be genuine; rejects when it was stopped. */
  download(): Promise<void>
  stop(): void
  /** Replaces the program and starts it; the program that runs ends. */
  install(): void
}

interface Parts {
  store: StateStore
  notices: Pick<Notices, 'add' | 'dismissWhere'>
  source: UpdateSource
  /** Ends the program in good order, in order to install; the connection is to be taken up again after. */
  leave(): void
  log(text: string): void
  now(): number
}

/** How often time alone is looked at; a change of the way is looked at when it happens. */
const LOOK_MS = 10 * 60_000

/** Carries out what the policy decides, and asks in the banner area. */
export class Updates {
  readonly #parts: Parts
  readonly #policy: UpdatePolicy
  readonly #timer: NodeJS.Timeout
  readonly #unsubscribe: () => void
  #begun = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#policy = new UpdatePolicy(parts.now())
    const look = () => this.#handle({ type: 'look', way: wayOf(parts.store.get()) })
    let before = wayOf(parts.store.get())
    this.#unsubscribe = parts.store.subscribe(() => {
      const way = wayOf(parts.store.get())
      if (way === before) return
      before = way
      look()
    })
    this.#timer = setInterval(look, LOOK_MS)
    this.#timer.unref()
  }

  /** The user's yes to whatever is being asked. */
  accept(): void {
    this.#handle({ type: 'accepted' })
  }

  /** The user does not want to be asked now. */
  putOff(): void {
    this.#handle({ type: 'put-off' })
  }

  close(): void {
    clearInterval(this.#timer)
    this.#unsubscribe()
  }

  #handle(event: UpdateEvent): void {
    const { source, leave, now } = this.#parts
    const action = this.#policy.handle(event, now())
    this.#show()
    if (action === 'check') {
      this.#follow(
        source
          .check()
          .then((version): UpdateEvent => (version ? { type: 'found', version } : { type: 'nothing-new' })),
      )
    } else if (action === 'download') this.#follow(source.download().then(() => ({ type: 'downloaded' })))
    else if (action === 'stop-download') {
      this.#begun++
      source.stop()
    } else if (action === 'install') leave()
  }

  /** The outcome of what was stopped, or begun anew since, is no news. */
  #follow(work: Promise<UpdateEvent>): void {
    const mine = ++this.#begun
    const handle = (event: UpdateEvent) => {
      if (mine === this.#begun) this.#handle(event)
    }
    work.then(handle, (cause) => {
      this.#parts.log(`updates: ${cause instanceof Error ? cause.message : cause}`)
      handle({ type: 'failed' })
    })
  }

  #show(): void {
    const { notices } = this.#parts
    const { state } = this.#policy
    if (state.at === 'offered' || state.at === 'downloading' || state.at === 'ready') {
      const stage = state.at === 'offered' && state.wanted !== undefined ? 'waiting' : state.at
      notices.dismissWhere((notice) => notice.type === 'update' && notice.stage !== stage)
      const { notices: shown } = this.#parts.store.get()
      if (!shown.some((notice) => notice.type === 'update'))
        notices.add({ type: 'update', version: state.version, stage })
    } else notices.dismissWhere((notice) => notice.type === 'update')
  }
}
