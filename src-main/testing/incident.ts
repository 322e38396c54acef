import { TimerTable } from '../protocol/timer-table.ts'

/** How far a call has come, from the server's point of view. */
export type Moment =
  /** TLS is up, nothing was received. */
  | 'accepted'
  /** The duplex post was answered with 200. */
  | 'http'
  /** CALL_CONNECT_REQUEST arrived and was not answered yet. */
  | 'requested'
  /** CALL_CONNECT_ACK is sent, LCP has not begun. */
  | 'acknowledged'
  /** LCP is open, sign-in has not begun. */
  | 'link-up'
  /** The client was told that it is in. */
  | 'signed-in'
  /** CALL_CONNECTED was accepted. */
  | 'bound'
  /** IP flows. */
  | 'network-up'

export type Deed =
  /** Receive and say nothing from now on. */
  | { type: 'silence' }
  | { type: 'abort'; status: number; attribute?: number }
  | { type: 'disconnect'; status?: number }
  /** Put these bytes into the stream, whatever they are. */
  | { type: 'send'; hex: string }
  /** Negotiate LCP anew. */
  | { type: 'renegotiate' }
  /** Challenge the client again. */
  | { type: 'challenge' }
  /** LCP Terminate-Request with this text. */
  | { type: 'terminate'; text: string }
  /** End TCP without a word. */
  | { type: 'drop' }
  /** End TLS and TCP in good order, without a word of SSTP. */
  | { type: 'close' }

/** Something that the server does out of turn when a moment is reached, or some milliseconds later. */
export interface Incident {
  at: Moment
  afterMs?: number
  does: Deed
}

/** Remembers which incidents are due. Each happens once, even when its moment is reached again. */
export class Incidents {
  readonly #waiting: Set<Incident>
  readonly #timers = new TimerTable<string>()
  readonly #delayed = new Map<string, Deed>()

  constructor(incidents: readonly Incident[]) {
    this.#waiting = new Set(incidents)
  }

  /** Starts the clock of the delayed incidents of a moment and returns those that happen at once. */
  reach(moment: Moment, now: number): Deed[] {
    const due: Deed[] = []
    for (const incident of this.#waiting) {
      if (incident.at !== moment) continue
      this.#waiting.delete(incident)
      if (incident.afterMs === undefined) due.push(incident.does)
      else this.#delay(incident.does, now + incident.afterMs)
    }
    return due
  }

  takeExpired(now: number): Deed | undefined {
    const name = this.#timers.takeExpired(now)
    return name === undefined ? undefined : this.#delayed.get(name)
  }

  nextDeadline(): number | undefined {
    return this.#timers.next()
  }

  #delay(deed: Deed, deadline: number): void {
    const name = String(this.#delayed.size)
    this.#delayed.set(name, deed)
    this.#timers.set(name, deadline)
  }
}
