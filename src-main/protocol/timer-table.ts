/**
 * Named deadlines of one machine, in milliseconds of the caller's monotonic clock. Machines never read a clock: they
 * set deadlines here and are told the time with every input.
 */
export class TimerTable<Name extends string> {
  readonly #deadlines = new Map<Name, number>()

  /** (Re)starts `name`, replacing an earlier deadline. */
  set(name: Name, deadline: number): void {
    this.#deadlines.set(name, deadline)
  }

  stop(name: Name): void {
    this.#deadlines.delete(name)
  }

  stopAll(): void {
    this.#deadlines.clear()
  }

  isRunning(name: Name): boolean {
    return this.#deadlines.has(name)
  }

  /** The earliest deadline, or undefined when nothing is running. */
  next(): number | undefined {
    let earliest: number | undefined
    for (const deadline of this.#deadlines.values()) {
      if (earliest === undefined || deadline < earliest) earliest = deadline
    }
    return earliest
  }

  /** Removes and returns one timer that is due, the earliest first; call until it returns undefined. */
  takeExpired(now: number): Name | undefined {
    let due: Name | undefined
    let earliest = Number.POSITIVE_INFINITY
    for (const [name, deadline] of this.#deadlines) {
      if (deadline <= now && deadline < earliest) {
        due = name
        earliest = deadline
      }
    }
    if (due !== undefined) this.#deadlines.delete(due)
    return due
  }
}

/** The earlier of two optional deadlines. */
export function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b
  if (b === undefined) return a
  return Math.min(a, b)
}
