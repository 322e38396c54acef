import { expect, it } from 'vitest'
import { bytesText, clockText, dayText, durationText, momentText, stepText, unitOf } from './formats.ts'

/** Numbers and units are joined by spaces that do not break. */
const spaced = (text: string) => text.replaceAll('\u00a0', ' ')

it.each([
  [0, '0 B', '0 B'],
  [999, '999 B', '999 B'],
  [1000, '1.0 kB', '1,0 kB'],
  [3_200_000, '3.2 MB', '3,2 MB'],
  [412_000_000, '412 MB', '412 MB'],
  [2e15, '2,000 TB', '2.000 TB'],
])('writes %d bytes', (bytes, english, german) => {
  expect(spaced(bytesText(bytes, 'en'))).toBe(english)
  expect(spaced(bytesText(bytes, 'de'))).toBe(german)
})

it('keeps a unit that is given', () => {
  expect(spaced(bytesText(1_200_000, 'en', unitOf(5000)))).toBe('1,200 kB')
})

it.each([
  [0, '0 s', '0 s'],
  [4200, '4 s', '4 s'],
  [125_000, '2 min 5 s', '2 min 5 s'],
  [4_320_000, '1 h 12 min', '1 h 12 min'],
  [86_400_000, '1 day 0 h', '1 Tag 0 h'],
  [273_600_000, '3 days 4 h', '3 Tage 4 h'],
  [-50, '0 s', '0 s'],
])('writes %d milliseconds', (ms, english, german) => {
  expect(spaced(durationText(ms, 'en'))).toBe(english)
  expect(spaced(durationText(ms, 'de'))).toBe(german)
})

it('writes moments of today without the day', () => {
  const morning = new Date(2026, 2, 4, 9, 41).getTime()
  const evening = new Date(2026, 2, 4, 21, 0).getTime()
  expect(clockText(morning, 'en')).toBe('09:41')
  expect(momentText(morning, evening, 'de')).toBe('09:41')
  expect(momentText(morning, evening + 86_400_000, 'en')).toBe('Mar 4, 09:41')
  expect(momentText(morning, evening + 86_400_000, 'de')).toBe('4. März, 09:41')
})

it('writes days in full', () => {
  expect(dayText('2026-03-04T12:00:00Z', 'en')).toBe('March 4, 2026')
  expect(dayText('2026-03-04T12:00:00Z', 'de')).toBe('4. März 2026')
})

it('writes the time of a step', () => {
  expect(spaced(stepText(48.3, 'en'))).toBe('48 ms')
  expect(spaced(stepText(1234, 'de'))).toBe('1,2 s')
})
