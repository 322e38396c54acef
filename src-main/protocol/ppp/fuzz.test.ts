import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { concat, fromHex } from '../bytes.ts'
import { parseMsChapFailure } from './auth/ms-chap-failure.ts'
import { CAP } from './constants.ts'
import { encodeControlPacket, parseControlPacket } from './control-packet.ts'
import { encodeFrame, ipv4Start, parseFrame } from './frame.ts'
import { Link, type LinkEvent } from './link.ts'
import { encodeOptions, parseOptions } from './option.ts'
import { predictable } from './test-support/dialogue.ts'
import { peerText, terminationReason } from './text.ts'

const bytes = fc.uint8Array({ maxLength: 80 })
const byte = fc.integer({ min: 0, max: 255 })
const SEEDED = { seed: 0x5355_4d50, numRuns: 2_000 }

describe('every parser, whatever it is given', () => {
  it('reads only what it was shown', () => {
    const span = fc.tuple(bytes, fc.nat(80), fc.nat(80)).map(([buffer, a, b]) => {
      const [start, end] = [Math.min(a, b, buffer.length), Math.min(Math.max(a, b), buffer.length)]
      return { buffer, start, end }
    })
    fc.assert(
      fc.property(span, ({ buffer, start, end }) => {
        const alone = buffer.slice(start, end)
        const at = ipv4Start(buffer, start, end)
        expect(at < 0 ? at : at - start).toBe(ipv4Start(alone, 0, alone.length))
        if (at >= 0) expect(at).toBeLessThan(end)
        const frame = parseFrame(buffer, start, end)
        const frameAlone = parseFrame(alone, 0, alone.length)
        expect(frame?.protocol).toBe(frameAlone?.protocol)
        if (frame !== undefined) expect(frame.payload).toBeLessThanOrEqual(end)
        const packet = parseControlPacket(buffer, start, end)
        expect(packet).toEqual(parseControlPacket(alone, 0, alone.length))
        expect((packet?.body.length ?? 0) <= Math.max(0, end - start - 4)).toBe(true)
      }),
      SEEDED,
    )
  })

  it('agrees with the data path about what is IPv4', () => {
    fc.assert(
      fc.property(bytes, (buffer) => {
        const frame = parseFrame(buffer, 0, buffer.length)
        const isIpv4 = frame?.protocol === 0x21 && frame.payload < buffer.length
        expect(ipv4Start(buffer, 0, buffer.length)).toBe(isIpv4 ? frame.payload : -1)
      }),
      SEEDED,
    )
  })

  it('encodes what it has parsed to the same bytes', () => {
    fc.assert(
      fc.property(bytes, (body) => {
        const options = parseOptions(body)
        if (options !== undefined) expect(encodeOptions(options)).toEqual(body)
      }),
      SEEDED,
    )
    fc.assert(
      fc.property(byte, byte, bytes, bytes, (code, identifier, body, tail) => {
        const packet = { code, identifier, body }
        const encoded = concat(encodeControlPacket(packet), tail)
        expect(parseControlPacket(encoded, 0, encoded.length)).toEqual(packet)
      }),
      SEEDED,
    )
  })

  it('makes bounded, harmless text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_000 }), (data) => {
        for (const text of [peerText(data), terminationReason(data)]) {
          expect(text.length).toBeLessThanOrEqual(CAP.text)
          expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        }
        expect(parseMsChapFailure(data)).toHaveProperty('message')
      }),
      SEEDED,
    )
  })
})

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
  | { type: 'wait'; ms: number }
  | { type: 'openNetwork' }
  | { type: 'close' }

const frameStep = fc
  .oneof(reidentified, reidentified, mutated, cut, framed, bytes)
  .map((frame): Step => ({ type: 'frame', frame }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: frameStep },
  { weight: 4, arbitrary: fc.nat(8_000).map((ms): Step => ({ type: 'wait', ms })) },
  { weight: 4, arbitrary: fc.constant<Step>({ type: 'openNetwork' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ type: 'close' }) },
)

function newLink(methods: readonly ('ms-chap-v2' | 'pap')[]): Link {
  return new Link({
    crypto: predictable(nodeCrypto),
    credentials: { user: 'User', password: 'clientPass' },
    methods,
    serverVerified: true,
    mru: 1500,
    requestDns: true,
    echo: { intervalMs: 20_000, maxUnanswered: 2 },
  })
}

function drain(link: Link): { frames: Uint8Array[]; events: LinkEvent[] } {
  const frames: Uint8Array[] = []
  const events: LinkEvent[] = []
  for (let frame = link.pollTransmit(); frame !== undefined; frame = link.pollTransmit()) frames.push(frame)
  for (let event = link.pollEvent(); event !== undefined; event = link.pollEvent()) events.push(event)
  return { frames, events }
}

function apply(link: Link, step: Step, now: number): number {
  switch (step.type) {
    case 'frame':
      link.handleFrame(step.frame, 0, step.frame.length, now)
      return now
    case 'wait':
      link.handleTimeout(now + step.ms)
      return now + step.ms
    case 'openNetwork':
      link.openNetwork(now)
      return now
    case 'close':
      link.close(now)
      return now
  }
}

const methods = fc.constantFrom<readonly ('ms-chap-v2' | 'pap')[]>(
  ['ms-chap-v2'],
  ['pap'],
  ['ms-chap-v2', 'pap'],
)
const steps = fc.array(step, { maxLength: 60 })

describe('a link, whatever the server sends', () => {
  it('answers each input with little, only valid frames, and events in their order', () => {
    fc.assert(
      fc.property(methods, steps, (accepted, script) => {
        const link = newLink(accepted)
        const history: LinkEvent['type'][] = []
        let now = 0
        link.open(now)
        for (const one of script) {
          now = apply(link, one, now)
          const { frames, events } = drain(link)
          expect(frames.length).toBeLessThanOrEqual(2 * CAP.heldFrames + 4)
          for (const frame of frames) expect(isWellFormed(frame)).toBe(true)
          history.push(...events.map(({ type }) => type).filter((type) => type !== 'log'))
        }
        expect(history.join(' ')).toMatch(LEGAL_HISTORY)
      }),
      SEEDED,
    )
  })

  it('ends by itself when the server falls silent', () => {
    fc.assert(
      fc.property(methods, steps, (accepted, script) => {
        const link = newLink(accepted)
        let now = 0
        link.open(now)
        for (const one of script) now = apply(link, one, now)
        const end = now + 200_000
        for (let due = link.nextDeadline(); due !== undefined; due = link.nextDeadline()) {
          now = Math.max(now, due)
          expect(now).toBeLessThan(end)
          link.handleTimeout(now)
        }
        expect(drain(link).events.at(-1)).toMatchObject({ type: 'terminated' })
      }),
      SEEDED,
    )
  })

  it('keeps its queues bounded when nobody polls them', () => {
    const many = fc.array(frameStep, { minLength: 200, maxLength: 400 })
    fc.assert(
      fc.property(methods, many, (accepted, script) => {
        const link = newLink(accepted)
        link.open(0)
        for (const one of script) apply(link, one, 0)
        const { frames, events } = drain(link)
        expect(frames.length).toBeLessThanOrEqual(CAP.transmits)
        expect(events.length).toBeLessThanOrEqual(2 * CAP.logEvents + 8)
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
