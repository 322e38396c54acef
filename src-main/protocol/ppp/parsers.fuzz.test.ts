import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../bytes.ts'
import { parseMsChapFailure } from './auth/ms-chap-failure.ts'
import { CAP } from './constants.ts'
import { encodeControlPacket, parseControlPacket } from './control-packet.ts'
import { ipv4Start, ipv6Start, parseFrame } from './frame.ts'
import { encodeOptions, parseOptions } from './option.ts'
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

  it('agrees with the data path about what is IP', () => {
    fc.assert(
      fc.property(bytes, (buffer) => {
        const frame = parseFrame(buffer, 0, buffer.length)
        const isIpv4 = frame?.protocol === 0x21 && frame.payload < buffer.length
        expect(ipv4Start(buffer, 0, buffer.length)).toBe(isIpv4 ? frame.payload : -1)
        const isIpv6 = frame?.protocol === 0x57 && frame.payload < buffer.length
        expect(ipv6Start(buffer, 0, buffer.length)).toBe(isIpv6 ? frame.payload : -1)
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
