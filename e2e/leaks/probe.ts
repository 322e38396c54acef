import type { Namespace } from '../testbed/namespace.ts'
import type { Running } from '../testbed/processes.ts'

/** Asks a host for an echo again and again, and knows when each answer came. */
export class Probe {
  readonly #ping: Running

  constructor(namespace: Namespace, address: string) {
    this.#ping = namespace.spawn('ping', ['-D', '-n', '-i', '0.02', address])
  }

  /** Milliseconds from `at`, a time as `Date.now` tells it, to the first answer after it. */
  async answerAfter(at: number, timeoutMs = 30_000): Promise<number> {
    const line = await this.#ping.line('answer', (text) => timeOf(text) > at, timeoutMs)
    return timeOf(line) - at
  }

  async stop(): Promise<void> {
    await this.#ping.stop()
  }
}

/** `[1700000000.123456] 64 bytes from …`, in milliseconds; NaN for any other line. */
function timeOf(line: string): number {
  return Number(/^\[([\d.]+)\] \d+ bytes from/.exec(line)?.[1]) * 1000
}
