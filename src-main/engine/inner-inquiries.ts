import { DHCPV6_PORT } from '../protocol/inner/dhcpv6-message.ts'
import type { Inquiry } from '../protocol/inner/inquiry.ts'
import { IP_PROTOCOL } from '../protocol/inner/ip-packet.ts'
import { earlier } from '../protocol/timer-table.ts'
import { now } from './clock.ts'

/** Node's timers take no longer time than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

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
    if (!mayAnswer(buffer, start, end)) return false
    const packet = buffer.subarray(start, end)
    // An advertisement may be about an address and about name servers, and each has somebody who waits for it.
    const takers = this.#asked.filter(({ inquiry }) => inquiry.handlePacket(packet, now()))
    if (takers.length > 0) this.#drive()
    return takers.length > 0
  }

  /** Nobody wants to know that any more. */
  forget(inquiry: Inquiry): void {
    this.#asked = this.#asked.filter((asked) => asked.inquiry !== inquiry)
    this.#schedule()
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
      Math.min(LONGEST_TIMER_MS, Math.max(0, Math.ceil(deadline - now()))),
    )
  }
}

/**
 * Whether a packet can be an answer at all, told by a few bytes: an address is looked after for as long as the tunnel is up,
 * and every packet that comes in passes here. Answers are UDP, or ICMPv6, which announces routers, too.
 */
function mayAnswer(buffer: Uint8Array, start: number, end: number): boolean {
  if (buffer[start] >>> 4 === 4) return buffer[start + 9] === IP_PROTOCOL.udp
  const protocol = buffer[start + 6]
  if (protocol !== IP_PROTOCOL.udp) return protocol === IP_PROTOCOL.icmp6
  return end - start >= 44 && (buffer[start + 42] << 8) + buffer[start + 43] === DHCPV6_PORT.client
}
