import { records } from './records.ts'
import { preventable, StandIn } from './stand-in.ts'

interface NotificationOptions {
  title?: string
  subtitle?: string
  body?: string
  silent?: boolean
  icon?: unknown
  urgency?: string
  timeoutType?: string
  actions?: { type: string; text: string }[]
}

/** A message that nobody sees; tests look at it in the records and click on it. */
export class Notification extends StandIn {
  protected readonly events = ['show', 'click', 'close', 'reply', 'action', 'failed']
  readonly id: number
  title: string
  subtitle: string
  body: string
  silent: boolean
  urgency: string
  timeoutType: string
  actions: { type: string; text: string }[]
  state: 'new' | 'shown' | 'closed' = 'new'

  constructor(options: NotificationOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.subtitle = options.subtitle ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    this.urgency = options.urgency ?? 'normal'
    this.timeoutType = options.timeoutType ?? 'default'
    this.actions = options.actions ?? []
    this.id = records.notifications.push(this)
  }

  static isSupported = (): boolean => true

  show(): void {
    this.state = 'shown'
    this.emit('show', preventable())
  }

  close(): void {
    if (this.state !== 'shown') return
    this.state = 'closed'
    this.emit('close', preventable())
  }
}
