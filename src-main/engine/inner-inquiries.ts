import type { Inquiry } from '../protocol/inner/inquiry.ts'
import { earlier } from '../protocol/timer-table.ts'
import { now } from './clock.ts'

interface Asked {
  inquiry: Inquiry
  onOver: () => void
}

/** Runs inquiries with one timer, and looks through the packets that come out of the tunnel as long as one is asked. */
export class InnerInquiries {
  readonly #send: (packet: Uint8Array) => void
  #asked: Asked[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(send: (packet: Uint8Array) => void) {
    this.#send = send
  }

  /** True when nobody waits for an answer, so that packets need not be looked at. */
  get isIdle(): boolean {
    return this.#asked.length === 0
  }

  ask(inquiry: Inquiry, onOver: () => void): void {
    this.#asked.push({ inquiry, onOver })
    this.#drive()
  }

  /** Takes a packet out of the way of the host when it is an answer. The span is read only during the call. */
  take(buffer: Uint8Array, start: number, end: number): boolean {
    const packet = buffer.subarray(start, end)
    const taken = this.#asked.some(({ inquiry }) => inquiry.handlePacket(packet, now()))
    if (taken) this.#drive()
    return taken
  }

  /** Forgets what was asked. */
  stop(): void {
    this.#asked = []
    clearTimeout(this.#timer)
  }

  #drive(): void {
    for (const { inquiry } of this.#asked) {
      for (let packet = inquiry.pollTransmit(); packet !== undefined; packet = inquiry.pollTransmit()) {
        this.#send(packet)
      }
    }
    const over = this.#asked.filter(({ inquiry }) => inquiry.isOver)
    this.#asked = this.#asked.filter(({ inquiry }) => !inquiry.isOver)
    for (const { onOver } of over) onOver()
    this.#schedule()
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    const deadlines = this.#asked.map(({ inquiry }) => inquiry.nextDeadline())
    const deadline = deadlines.reduce(earlier, undefined)
    if (deadline === undefined) return
    this.#timer = setTimeout(
      () => {
        for (const { inquiry } of this.#asked) inquiry.handleTimeout(now())
        this.#drive()
      },
      Math.max(0, Math.ceil(deadline - now())),
    )
  }
}
