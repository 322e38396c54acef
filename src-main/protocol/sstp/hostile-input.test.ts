import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { concat, fromHex } from '../bytes.ts'
import { Call } from './call.ts'
import { MAX_PACKET_LENGTH } from './constants.ts'
import { decodeControl } from './decode.ts'
import { encodeControl } from './encode.ts'

const NONCE = '5A'.repeat(32)

const VALID = [
  '10 01 00 0E 00 01 00 01 00 01 00 06 00 01',
  `10 01 00 30 00 02 00 01 00 04 00 28 00 00 00 03 ${NONCE}`,
  '10 01 00 14 00 03 00 01 00 02 00 0C 00 00 00 01 00 00 00 04',
  `10 01 00 70 00 04 00 01 00 03 00 68 00 00 00 01 ${NONCE.repeat(3)}`,
  '10 01 00 14 00 05 00 01 00 02 00 0C 00 00 00 03 00 00 00 04',
  '10 01 00 14 00 06 00 01 00 02 00 0C 00 00 00 00 00 00 00 00',
  '10 01 00 08 00 07 00 00',
  '10 01 00 08 00 08 00 00',
  '10 01 00 08 00 09 00 00',
].map(fromHex)

/** A message that is right but for a few bytes. */
const mutated = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.array(fc.tuple(fc.nat(127), fc.nat(255)), { maxLength: 4 }),
    fc.uint8Array({ maxLength: 8 }),
  )
  .map(([packet, changes, tail]) => {
    const bytes = concat(packet, tail)
    for (const [at, value] of changes) bytes[at % bytes.length] = value
    return bytes
  })

/** Attributes of any id and length under a correct header. */
const assembled = fc
  .tuple(
    fc.nat(11),
    fc.nat(4),
    fc.array(fc.tuple(fc.nat(5), fc.uint8Array({ maxLength: 110 })), { maxLength: 4 }),
  )
  .map(([type, announced, attributes]) => {
    const body = concat(
      ...attributes.map(([id, value]) => concat(Uint8Array.of(0, id, 0, value.length + 4), value)),
    )
    const length = 8 + body.length
    return concat(Uint8Array.of(0x10, 1, length >> 8, length, 0, type, 0, announced), body)
  })

const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...VALID) },
  { weight: 3, arbitrary: mutated },
  { weight: 3, arbitrary: assembled },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }) },
)

describe('the decoder, whatever arrives', () => {
  it('answers without throwing, and what it understood can be written again', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const packet = decodeControl(bytes)
        if (packet.type === 'malformed') return
        expect(decodeControl(encodeControl(packet))).toEqual(packet)
      }),
      { seed: 4, numRuns: 3000 },
    )
  })
})

type Step =
  | { type: 'receive'; bytes: Uint8Array }
  | { type: 'wait'; ms: number }
  | { type: 'start' | 'authenticated' | 'disconnect' | 'abort' | 'data' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: anything.map((bytes) => ({ type: 'receive' as const, bytes })) },
  { weight: 2, arbitrary: fc.nat(70_000).map((ms) => ({ type: 'wait' as const, ms })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>(
      { type: 'start' },
      { type: 'authenticated' },
      { type: 'data' },
      { type: 'disconnect' },
      { type: 'abort' },
    ),
  },
)

const HLAK = new Uint8Array(32)

function perform(call: Call, what: Step, now: number): void {
  switch (what.type) {
    case 'receive':
      call.handleControl(what.bytes, now)
      return
    case 'wait':
      call.handleTimeout(now)
      return
    case 'start':
      call.start(now)
      return
    case 'authenticated':
      call.innerAuthenticationCompleted(HLAK, now)
      return
    case 'data':
      call.notePacket(now)
      return
    case 'disconnect':
      call.disconnect(now)
      return
    case 'abort':
      call.abort(4, 3, now)
  }
}

describe('the call, whatever happens', () => {
  it('answers at most one packet an input, closes at most once, and always ends', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const call = new Call({ crypto: nodeCrypto, leafCertificate: fromHex('30 00') })
        let now = 0
        let closed = 0
        const settle = () => {
          let packets = 0
          for (let packet = call.pollTransmit(); packet !== undefined; packet = call.pollTransmit()) {
            expect(decodeControl(packet).type).not.toBe('malformed')
            expect(packet.length).toBeLessThanOrEqual(MAX_PACKET_LENGTH)
            packets++
          }
          let events = 0
          for (let event = call.pollEvent(); event !== undefined; event = call.pollEvent()) {
            if (event.type === 'closed') closed++
            if (event.type === 'log') expect(event.text.length).toBeLessThan(200)
            events++
          }
          expect(packets).toBeLessThanOrEqual(1)
          expect(events).toBeLessThanOrEqual(2)
        }
        for (const next of steps) {
          if (next.type === 'wait') now += next.ms
          perform(call, next, now)
          settle()
        }
        call.start(now)
        settle()
        // Left alone, the call is over after a bounded number of deadlines.
        for (let deadlines = 0; call.nextDeadline() !== undefined; deadlines++) {
          expect(deadlines).toBeLessThan(10)
          now = Math.max(now, call.nextDeadline() ?? now)
          call.handleTimeout(now)
          settle()
        }
        expect(call.state).toBe('closed')
        expect(closed).toBe(1)
      }),
      { seed: 5, numRuns: 1500 },
    )
  })

  it('does not queue answers without end for a peer that asks without end', () => {
    const call = new Call({ crypto: nodeCrypto, leafCertificate: fromHex('30 00') })
    call.start(0)
    call.handleControl(VALID[1], 0)
    call.innerAuthenticationCompleted(HLAK, 0)
    for (let i = 0; i < 10_000; i++) call.handleControl(VALID[7], i)
    let queued = 0
    while (call.pollTransmit() !== undefined) queued++
    expect(queued).toBe(16)
    expect(call.state).toBe('connected')
  })
})
