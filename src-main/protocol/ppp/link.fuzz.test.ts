import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { fromHex } from '../bytes.ts'
import { CAP } from './constants.ts'
import { encodeControlPacket, parseControlPacket } from './control-packet.ts'
import { encodeFrame, parseFrame } from './frame.ts'
import { Link, type LinkEvent } from './link.ts'
import { predictable } from './test-support/dialogue.ts'

const bytes = fc.uint8Array({ maxLength: 80 })
const byte = fc.integer({ min: 0, max: 255 })
const SEEDED = { seed: 0x5355_4d50, numRuns: 2_000 }

/** Frames of an honest server, from which the dishonest ones are made. */
const HONEST = [
  'ff03 c021 01 01 0009 0305 c223 81',
  'ff03 c021 01 01 0008 0304 c023',
  'ff03 c021 01 02 0008 0304 c227',
  'ff03 c021 01 03 0019 0206 00000000 0305 c223 81 0506 01020304 0702 0802',
  'ff03 c021 02 01 000e 0104 05dc 0506 deadbeef',
  'ff03 c021 03 01 0008 0104 05ac',
  'ff03 c021 04 01 000a 0506 deadbeef',
  'ff03 c021 05 04 0008 42796521',
  'ff03 c021 06 02 0004',
  'ff03 c021 07 02 0008 0c01 0004',
  'ff03 c021 08 01 000a 8057 0101 0004',
  'ff03 c021 08 01 000a 8021 0101 0004',
  'ff03 c021 09 04 000c 00000000 41424344',
  'ff03 c021 0a 04 0008 deadbeef',
  'ff03 c223 01 07 0018 10 5B5D7C7D7B3F2F3E3C2C602132262628 535256',
  'ff03 c223 03 07 002e 533d34303741353538393131354644304436323039463531304645394330343536363933324344413536',
  'ff03 c223 04 07 0010 453d36393120523d30 204d3d',
  'ff03 c023 02 01 0004',
  'ff03 c023 03 01 0008 03 616263',
  'ff03 8021 01 01 000a 0306 0a000001',
  'ff03 8021 02 01 0016 0306 00000000 8106 00000000 8306 00000000',
  'ff03 8021 03 01 0016 0306 0a000002 8106 0a000001 8306 00000000',
  'ff03 8021 04 01 0010 8106 00000000 8306 00000000',
  'ff03 8021 05 01 0004',
  'ff03 80fd 01 01 0004',
  'ff03 8057 01 01 0004',
].map(fromHex)

const honest = fc.constantFrom(...HONEST)

/** An honest frame under an identifier that is likely to be the awaited one. */
const reidentified = fc.tuple(honest, fc.integer({ min: 0, max: 12 })).map(([frame, identifier]) => {
  const changed = frame.slice()
  changed[5] = identifier
  return changed
})

const mutated = fc.tuple(reidentified, fc.nat(63), byte).map(([frame, at, value]) => {
  const changed = frame.slice()
  changed[at % changed.length] = value
  return changed
})

const cut = fc
  .tuple(reidentified, fc.nat(63))
  .map(([frame, end]) => frame.subarray(0, end % (frame.length + 1)))

/** Any control packet of a protocol that the link listens to. */
const framed = fc
  .tuple(fc.constantFrom(0xc021, 0xc023, 0xc223, 0x8021, 0x80fd), byte, fc.integer({ min: 0, max: 6 }), bytes)
  .map(([protocol, code, identifier, body]) =>
    encodeFrame(protocol, encodeControlPacket({ code: code % 16, identifier, body })),
  )

type Step =
  | { type: 'frame'; frame: Uint8Array }
  /** Answers the link's last request with this code and the request's own body: an Ack, Nak or Reject of all of it. */
  | { type: 'answer'; code: number }
  | { type: 'wait'; ms: number }
  | { type: 'openNetwork' }
  | { type: 'close' }

const frameStep = fc
  .oneof(reidentified, reidentified, mutated, cut, framed, bytes)
  .map((frame): Step => ({ type: 'frame', frame }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: frameStep },
  { weight: 20, arbitrary: fc.constantFrom(2, 2, 2, 3, 4).map((code): Step => ({ type: 'answer', code })) },
  { weight: 4, arbitrary: fc.nat(8_000).map((ms): Step => ({ type: 'wait', ms })) },
  { weight: 8, arbitrary: fc.constant<Step>({ type: 'openNetwork' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ type: 'close' }) },
)

type Methods = readonly ('ms-chap-v2' | 'pap')[]

/** A link and an owner that does with its output what an owner does. */
class Probe {
  readonly link: Link
  readonly history: LinkEvent[] = []
  now = 0
  #lastRequest = new Uint8Array(0)

  constructor(methods: Methods) {
    this.link = new Link({
      crypto: predictable(nodeCrypto),
      credentials: { user: 'User', password: 'clientPass' },
      methods,
      serverVerified: true,
      mru: 1500,
      requestDns: true,
      echo: { intervalMs: 20_000, maxUnanswered: 2 },
    })
    this.link.open(this.now)
    this.drain()
  }

  apply(step: Step): void {
    switch (step.type) {
      case 'frame':
        this.receive(step.frame)
        return
      case 'answer': {
        const answer = this.#lastRequest.slice()
        if (answer.length > 4) answer[4] = step.code
        this.receive(answer)
        return
      }
      case 'wait':
        this.now += step.ms
        this.link.handleTimeout(this.now)
        return
      case 'openNetwork':
        this.link.openNetwork(this.now)
        return
      case 'close':
        this.link.close(this.now)
    }
  }

  receive(frame: Uint8Array): void {
    this.link.handleFrame(frame, 0, frame.length, this.now)
  }

  /** Takes everything out and returns the frames. */
  drain(): Uint8Array[] {
    const frames: Uint8Array[] = []
    for (let frame = this.link.pollTransmit(); frame !== undefined; frame = this.link.pollTransmit()) {
      frames.push(frame)
      if (frame[4] === 1) this.#lastRequest = frame.slice()
    }
    for (let event = this.link.pollEvent(); event !== undefined; event = this.link.pollEvent()) {
      this.history.push(event)
    }
    return frames
  }

  /** The events so far by name, without log lines. */
  get told(): string {
    return this.history
      .map(({ type }) => type)
      .filter((type) => type !== 'log')
      .join(' ')
  }

  /** Plays an honest server up to a phase, so that the dishonest one meets the link in each. */
  advance(phase: number): void {
    const [pap, ack] = ['ff03 c021 01 01 0008 0304 c023', 'ff03 c023 02 01 0004'].map(fromHex)
    const steps = [
      () => this.receive(pap),
      () => this.apply({ type: 'answer', code: 2 }),
      () => this.receive(ack),
      () => this.link.openNetwork(this.now),
      () => this.receive(fromHex('ff03 8021 01 01 000a 0306 0a000001')),
      () => this.receive(fromHex('ff03 8021 03 01 0016 0306 0a000002 8106 0a000001 8306 0a000003')),
      () => this.apply({ type: 'answer', code: 2 }),
    ]
    for (const next of steps.slice(0, phase)) {
      next()
      this.drain()
    }
  }
}

const start = fc.oneof(
  fc.record({
    methods: fc.constantFrom<Methods>(['ms-chap-v2'], ['pap', 'ms-chap-v2']),
    phase: fc.constant(0),
  }),
  fc.record({ methods: fc.constant<Methods>(['pap']), phase: fc.integer({ min: 0, max: 7 }) }),
)
const steps = fc.array(step, { maxLength: 60 })

function probeAt({ methods, phase }: { methods: Methods; phase: number }): Probe {
  const probe = new Probe(methods)
  probe.advance(phase)
  return probe
}

describe('a link, whatever the server sends', () => {
  it('answers each input with little, only valid frames, and events in their order', () => {
    const reached = new Map<string, number>()
    fc.assert(
      fc.property(start, steps, (at, script) => {
        const probe = probeAt(at)
        for (const one of script) {
          probe.apply(one)
          const frames = probe.drain()
          expect(frames.length).toBeLessThanOrEqual(2 * CAP.heldFrames + 4)
          for (const frame of frames) expect(isWellFormed(frame)).toBe(true)
        }
        expect(probe.told).toMatch(LEGAL_HISTORY)
        for (const type of new Set(probe.told.split(' '))) reached.set(type, (reached.get(type) ?? 0) + 1)
      }),
      SEEDED,
    )
    // The random server is worth something only if it gets everywhere.
    for (const type of ['established', 'authenticated', 'network-up', 'network-down', 'terminated']) {
      expect(reached.get(type) ?? 0).toBeGreaterThan(20)
    }
  })

  it('ends by itself when the server falls silent', () => {
    fc.assert(
      fc.property(start, steps, (at, script) => {
        const probe = probeAt(at)
        for (const one of script) probe.apply(one)
        const end = probe.now + 200_000
        for (let due = probe.link.nextDeadline(); due !== undefined; due = probe.link.nextDeadline()) {
          probe.now = Math.max(probe.now, due)
          expect(probe.now).toBeLessThan(end)
          probe.link.handleTimeout(probe.now)
        }
        probe.drain()
        expect(probe.told).toMatch(/terminated$/)
      }),
      SEEDED,
    )
  })

  it('keeps its queues bounded when nobody polls them', () => {
    const many = fc.array(frameStep, { minLength: 200, maxLength: 400 })
    fc.assert(
      fc.property(start, many, (at, script) => {
        const probe = probeAt(at)
        const before = probe.history.length
        for (const one of script) probe.apply(one)
        expect(probe.drain().length).toBeLessThanOrEqual(CAP.transmits)
        expect(probe.history.length - before).toBeLessThanOrEqual(2 * CAP.logEvents + 8)
      }),
      { ...SEEDED, numRuns: 100 },
    )
  })
})

/**
 * What an owner may rely on: sign-in follows LCP, the network follows sign-in and goes down only when it was up, and
 * nothing follows the end.
 */
const CYCLE = 'established( authenticated( network-up( network-down network-up)*( network-down)?)?)?'
const LEGAL_HISTORY = new RegExp(`^(${CYCLE}( ${CYCLE})*)? ?(terminated)?$`)

function isWellFormed(bytes: Uint8Array): boolean {
  const frame = parseFrame(bytes, 0, bytes.length)
  if (frame === undefined || frame.payload !== 4 || bytes[0] !== 0xff) return false
  const packet = parseControlPacket(bytes, frame.payload, bytes.length)
  return packet !== undefined && packet.body.length === bytes.length - 8
}
