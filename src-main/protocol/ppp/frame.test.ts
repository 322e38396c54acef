import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { encodeFrame, ipv4Start, parseFrame } from './frame.ts'

/** The same bytes with neighbours on both sides, as they lie in the buffer of a TLS record. */
function embedded(text: string): { buffer: Uint8Array; start: number; end: number } {
  const bytes = fromHex(text)
  const buffer = new Uint8Array(bytes.length + 8).fill(0x21)
  buffer.set(bytes, 4)
  return { buffer, start: 4, end: 4 + bytes.length }
}

function ipv4(text: string): number {
  const { buffer, start, end } = embedded(text)
  const at = ipv4Start(buffer, start, end)
  return at < 0 ? at : at - start
}

function parsed(text: string): { protocol: number; payload: number } | undefined {
  const { buffer, start, end } = embedded(text)
  const frame = parseFrame(buffer, start, end)
  return frame && { protocol: frame.protocol, payload: frame.payload - start }
}

describe('ipv4Start', () => {
  it.each([
    ['ff03 0021 45', 4],
    ['ff03 21 45', 3],
    ['0021 45', 2],
    ['21 45', 1],
  ])('finds the packet in %s', (text, offset) => {
    expect(ipv4(text)).toBe(offset)
  })

  it.each([
    '',
    '21',
    '0021',
    'ff',
    'ff03',
    'ff03 00',
    'ff03 0021',
    'ff03 0057 60',
    'ff03 c021 01',
    'c021 01',
    '57 60',
  ])('finds none in "%s"', (text) => {
    expect(ipv4(text)).toBe(-1)
  })
})

describe('parseFrame', () => {
  it.each([
    ['ff03 c021 0101', { protocol: 0xc021, payload: 4 }],
    ['c021 0101', { protocol: 0xc021, payload: 2 }],
    ['ff03 0057 60', { protocol: 0x57, payload: 4 }],
    ['ff03 57 60', { protocol: 0x57, payload: 3 }],
    ['57 60', { protocol: 0x57, payload: 1 }],
    ['ff03 8021', { protocol: 0x8021, payload: 4 }],
  ])('reads %s', (text, frame) => {
    expect(parsed(text)).toEqual(frame)
  })

  it.each(['', 'ff03', 'c0', 'ff03 c0', 'ff03 c020 01'])('has no use for "%s"', (text) => {
    expect(parsed(text)).toBeUndefined()
  })
})

describe('encodeFrame', () => {
  it('always writes FF 03 and two bytes of protocol', () => {
    expect(toHex(encodeFrame(0x57, fromHex('6000')))).toBe('ff0300576000')
  })
})
