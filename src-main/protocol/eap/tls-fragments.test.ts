import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, toHex } from '../bytes.ts'
import { TlsFragments } from './tls-fragments.ts'

/** Sends a message from one end to the other as EAP does, an answer for each packet. */
function carry(message: Uint8Array, fragment: number, alwaysLength: boolean): Uint8Array | undefined {
  const from = new TlsFragments(fragment)
  const to = new TlsFragments(fragment)
  let packet = from.begin(message, { alwaysLength })
  for (;;) {
    const received = to.receive(packet)
    if (received.type === 'message') return received.bytes
    if (received.type !== 'more' || from.receive(fromHex('00')).type !== 'acknowledged') return undefined
    packet = from.next()
  }
}

describe('fragments of TLS in EAP (RFC 5216 section 2.1.5)', () => {
  it('carry any message in pieces of any size', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 500 }),
        fc.integer({ min: 1, max: 600 }),
        fc.boolean(),
        (message, fragment, alwaysLength) => {
          expect(carry(message, fragment, alwaysLength)).toEqual(message)
        },
      ),
    )
  })

  it('are written with flags, and with the length in the first', () => {
    const fragments = new TlsFragments(2)
    expect(toHex(fragments.begin(fromHex('0102030405'), { alwaysLength: false }))).toBe('c0000000050102')
    expect(fragments.receive(fromHex('00'))).toEqual({ type: 'acknowledged' })
    expect([toHex(fragments.next()), toHex(fragments.next())]).toEqual(['400304', '0005'])
    expect(toHex(new TlsFragments(9).begin(fromHex('01'), { alwaysLength: true }))).toBe('800000000101')
    expect(toHex(new TlsFragments(9).begin(fromHex(''), { alwaysLength: true }))).toBe('00')
  })

  it('are fetched by SoftEther without flags', () => {
    const fragments = new TlsFragments(2)
    fragments.begin(fromHex('010203'), { alwaysLength: true })
    expect(fragments.receive(fromHex(''))).toEqual({ type: 'acknowledged' })
    expect(toHex(fragments.next())).toBe('0003')
    expect(fragments.receive(fromHex(''))).toMatchObject({ type: 'malformed' })
  })

  it('begin with a packet of their own', () => {
    expect(new TlsFragments(9).receive(fromHex('20'))).toEqual({ type: 'start', version: 0 })
    expect(new TlsFragments(9).receive(fromHex('21'))).toEqual({ type: 'start', version: 1 })
  })

  it.each([
    ['', 'nothing at all'],
    ['80 000000', 'half a length'],
    ['80 00020000 01', 'more than 64 KiB announced'],
    ['80 00000002 01', 'less than announced'],
    ['80 00000002 010203', 'more than announced'],
    ['40', 'an empty fragment'],
  ])('%s is malformed: %s', (packet) => {
    expect(new TlsFragments(9).receive(fromHex(packet))).toMatchObject({ type: 'malformed' })
  })

  it('end at 64 KiB whatever was announced', () => {
    const fragments = new TlsFragments(9)
    const packet = concat(fromHex('40'), new Uint8Array(1_400))
    const received = Array.from({ length: 60 }, () => fragments.receive(packet).type)
    expect(received.indexOf('malformed')).toBe(46)
  })

  it('make no trouble in whatever bytes they come', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (packets) => {
        const fragments = new TlsFragments(9)
        for (const packet of packets) fragments.receive(packet)
      }),
    )
  })
})
