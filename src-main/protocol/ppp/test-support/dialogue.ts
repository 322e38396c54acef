import { fromHex, toHex } from '../../bytes.ts'
import type { CryptoProvider } from '../../crypto-provider.ts'
import { Link, type LinkEvent, type LinkOptions } from '../link.ts'

/** Hex without blanks, as `Dialogue.sent` returns it. */
export function hex(text: string): string {
  return toHex(fromHex(text))
}

/** For tests: a `Link` whose peer speaks in hex, on a clock that moves only when it is told to. */
export class Dialogue {
  readonly link: Link
  now = 1_000
  readonly #logs: string[] = []

  constructor(options: Pick<LinkOptions, 'crypto'> & Partial<LinkOptions>) {
    this.link = new Link({
      credentials: { user: 'User', password: 'clientPass' },
      methods: ['ms-chap-v2'],
      serverVerified: true,
      mru: 1500,
      requestDns: true,
      ...options,
    })
  }

  /** Every log line so far. */
  get logs(): readonly string[] {
    return this.#logs
  }

  open(): void {
    this.link.open(this.now)
  }

  openNetwork(): void {
    this.link.openNetwork(this.now)
  }

  close(): void {
    this.link.close(this.now)
  }

  /** The peer sends these frames, each in hex. */
  receive(...frames: string[]): void {
    for (const text of frames) {
      // Neighbours on both sides show a parser that leaves its span.
      const bytes = fromHex(`ee ee ${text} 21 21 21 21`)
      this.link.handleFrame(bytes, 2, bytes.length - 4, this.now)
    }
  }

  /** Lets time pass, in the steps that the link asks for. */
  wait(ms: number): void {
    const end = this.now + ms
    for (
      let due = this.link.nextDeadline();
      due !== undefined && due <= end;
      due = this.link.nextDeadline()
    ) {
      this.now = Math.max(this.now, due)
      this.link.handleTimeout(this.now)
    }
    this.now = end
  }

  /** The frames sent since the last call, in hex without blanks. */
  sent(): string[] {
    const frames: string[] = []
    for (let frame = this.link.pollTransmit(); frame !== undefined; frame = this.link.pollTransmit()) {
      frames.push(toHex(frame))
    }
    return frames
  }

  /** The events since the last call, without log lines. */
  events(): LinkEvent[] {
    const events: LinkEvent[] = []
    for (let event = this.link.pollEvent(); event !== undefined; event = this.link.pollEvent()) {
      if (event.type === 'log') this.#logs.push(event.text)
      else events.push(event)
    }
    return events
  }
}

/** The peer challenge of RFC 2759 section 9.2. */
export const PEER_CHALLENGE = '21402324255E262A28295F2B3A337C7E'

/** Magic number deadbeef, and the peer challenge of RFC 2759 section 9.2, so that its vectors come out. */
export function predictable(crypto: CryptoProvider): CryptoProvider {
  const randomBytes = (length: number) => fromHex(length === 4 ? 'deadbeef' : PEER_CHALLENGE)
  return { ...crypto, randomBytes }
}
