import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatDuration,
  formatMinutes,
  formatNumber,
  formatRate,
  formatServer,
} from './format.ts'

describe('amounts for people', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [3_249, '3.2 kB'],
    [99_949, '99.9 kB'],
    [412_000_000, '412 MB'],
    [999_600_000, '1.0 GB'],
    [5e15, '5000 TB'],
  ])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it('says what a rate is per', () => expect(formatRate(1_500_000)).toBe('1.5 MB/s'))

  it('puts brackets around an IPv6 address, whose colons could be taken for a port', () => {
    expect(formatServer({ host: 'vpn.example.com', port: 443 })).toBe('vpn.example.com:443')
    expect(formatServer({ host: '2001:db8::1', port: 4443 })).toBe('[2001:db8::1]:4443')
  })

  it.each([
    [900, '0 s'],
    [4_000, '4 s'],
    [125_000, '2 min 5 s'],
    [4_320_000, '1 h 12 min'],
    [90_000_000, '1 day 1 h'],
    [273_600_000, '3 days 4 h'],
  ])('%d ms are %s', (ms, text) => expect(formatDuration(ms)).toBe(text))

  it.each([
    [59_999, undefined],
    [125_000, '2 min'],
    [4_320_000, '1 h 12 min'],
  ])('%d ms are %s where nobody counts seconds', (ms, text) => expect(formatMinutes(ms)).toBe(text))

  it('writes numbers and units as Germans do', () => {
    expect(formatNumber(3.24, 1, 'de')).toBe('3,2')
    expect(formatBytes(3_249, 'de')).toBe('3,2 kB')
    expect(formatRate(400_000, 'de')).toBe('400 kB/s')
    expect(formatDuration(125_000, 'de')).toBe('2 Min. 5 s')
    expect(formatDuration(4_320_000, 'de')).toBe('1 Std. 12 Min.')
    expect(formatDuration(90_000_000, 'de')).toBe('1 Tag 1 Std.')
    expect(formatDuration(273_600_000, 'de')).toBe('3 Tage 4 Std.')
  })
})
