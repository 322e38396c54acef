import { fromHex, toHex } from '../../bytes.ts'
import { LCP_CODE } from '../constants.ts'
import { type ControlPacket, parseControlPacket } from '../control-packet.ts'
import { Negotiator } from '../negotiator.ts'
import { type Option, optionU16 } from '../option.ts'
import type { Answer, ExtraCode, FinishCause, Policy } from '../policy.ts'

/** For tests: a protocol 0x8fff with one option, 1, whose value is proposed as 5 and accepted when it is 7. */
export class SevenPolicy implements Policy {
  readonly protocol = 0x8fff
  readonly name = 'SEVEN'
  proposal: number | undefined = 5
  answer: Answer | undefined

  reset(): void {
    this.proposal = 5
  }

  buildRequest(): readonly Option[] {
    return this.proposal === undefined ? [] : [optionU16(1, this.proposal)]
  }

  handleRequest(options: readonly Option[]): Answer {
    if (this.answer !== undefined) return this.answer
    const rejected = options.filter(({ type }) => type !== 1)
    if (rejected.length > 0) return { type: 'reject', options: rejected }
    if (options.some(({ data }) => toHex(data) !== '0007')) return { type: 'nak', options: [optionU16(1, 7)] }
    return { type: 'ack' }
  }

  handleAck(): void {}

  handleNak([option]: readonly Option[]): void {
    this.proposal = option.data[1]
  }

  handleReject(): void {
    this.proposal = undefined
  }

  handleCode({ code }: ControlPacket): ExtraCode | undefined {
    if (code !== LCP_CODE.echoRequest) return undefined
    return { event: 'RXR', reply: { code: LCP_CODE.echoReply, body: new Uint8Array(0) } }
  }
}

/** For tests: an automaton over `SevenPolicy` with what it did, on a clock that moves only when it is told to. */
export function automaton(mru = 1500) {
  /** Frames and hooks in the order in which they came. */
  const trace: string[] = []
  const frames: string[] = []
  const hooks: string[] = []
  const note = (hook: string) => {
    hooks.push(hook)
    trace.push(hook)
  }
  const policy = new SevenPolicy()
  const negotiator = new Negotiator(policy, {
    send: (frame) => {
      frames.push(toHex(frame))
      trace.push(`code ${frame[4]}`)
    },
    peerMru: () => mru,
    layerUp: () => note('up'),
    layerDown: () => note('down'),
    layerFinished: (cause: FinishCause) => note(`finished: ${cause}`),
    peerTerminated: (data) => hooks.push(`terminated: ${toHex(data)}`),
    log: () => {},
  })
  let now = 0
  const start = () => {
    negotiator.open(now)
    negotiator.up(now)
  }
  const receive = (...packets: string[]) => {
    for (const text of packets) {
      const bytes = fromHex(text)
      const packet = parseControlPacket(bytes, 0, bytes.length)
      if (packet === undefined) throw new Error(`not a packet: ${text}`)
      negotiator.handlePacket(packet, now)
    }
  }
  const wait = (ms: number) => {
    const end = now + ms
    for (
      let due = negotiator.nextDeadline();
      due !== undefined && due <= end;
      due = negotiator.nextDeadline()
    ) {
      now = due
      negotiator.handleTimeout(now)
    }
    now = end
  }
  /** What was sent since the last call, without FF 03 and the protocol. */
  const sent = () => frames.splice(0).map((frame) => frame.replace(/^ff038fff/, ''))
  /** Brings it to Opened and forgets how. */
  const opened = () => {
    start()
    receive('02 01 0008 0104 0005', '01 09 0008 0104 0007')
    frames.length = 0
    hooks.length = 0
  }
  return { negotiator, policy, trace, hooks, start, receive, wait, sent, opened }
}
