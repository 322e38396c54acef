import { Notification as SystemNotification } from 'electron'
import type { AppState, AppTunnelState } from '../../src-shared/app-state.ts'
import type { StateStore } from '../control/state-store.ts'
import { type NotificationMemory, notificationStep } from './notification-policy.ts'
import type { Notification, NotificationCategory } from './notification-words.ts'

interface Options {
  store: StateStore
  windowVisible(): boolean
  /** The user clicked one. */
  onClick(): void
}

/** Shows what the policy decides, one notification of a category at a time. */
export class Notifier {
  readonly #options: Options
  readonly #shown = new Map<NotificationCategory, SystemNotification>()
  #memory: NotificationMemory = {}
  #previous: AppTunnelState
  #timer: NodeJS.Timeout | undefined

  constructor(options: Options) {
    this.#options = options
    this.#previous = options.store.get().tunnel
    options.store.subscribe((patch, state) => {
      if (patch.tunnel !== undefined || patch.block !== undefined) this.#look(state)
    })
  }

  #look(state: AppState): void {
    const windowVisible = this.#options.windowVisible()
    const step = notificationStep(this.#memory, this.#previous, state, { windowVisible, now: Date.now() })
    this.#memory = step.memory
    this.#previous = state.tunnel
    for (const category of step.withdraw) this.#withdraw(category)
    if (step.show !== undefined) this.#show(step.show)
    clearTimeout(this.#timer)
    if (step.lookAgainAt === undefined) return
    const wait = Math.max(0, step.lookAgainAt - Date.now())
    this.#timer = setTimeout(() => this.#look(this.#options.store.get()), wait)
  }

  #show({ category, title, body }: Notification): void {
    this.#withdraw(category)
    if (!SystemNotification.isSupported()) return
    const notification = new SystemNotification({ title, body })
    // Kept as long as it is shown; a notification that is collected takes its click along.
    this.#shown.set(category, notification)
    notification.on('click', () => this.#options.onClick())
    notification.on('close', () => {
      if (this.#shown.get(category) === notification) this.#shown.delete(category)
    })
    notification.show()
  }

  #withdraw(category: NotificationCategory): void {
    this.#shown.get(category)?.close()
    this.#shown.delete(category)
  }
}
