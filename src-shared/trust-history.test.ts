import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PresentedCertificate } from './certificate.ts'
import {
  ENDS_SOON_DAYS,
  endingPin,
  MAX_TRUSTED,
  reportTrust,
  type TrustedCertificate,
  withTrusted,
} from './trust-history.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 2, 1)
const SERVER = 'vpn.example.com:443'

const certificate = (mark: string, days = 23): PresentedCertificate => ({
  subject: 'vpn.example.com',
  issuer: 'Example CA',
  names: ['vpn.example.com'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: new Date(NOW + days * DAY).toISOString(),
  sha256: mark.repeat(64).slice(0, 64),
  keySha256: `b${mark}`.repeat(64).slice(0, 64),
})

const NO_PINS: { pinSha256: string[]; pinKeySha256: string[] } = { pinSha256: [], pinKeySha256: [] }
const byCertificate = ({ sha256 }: PresentedCertificate) => ({ pinSha256: [sha256], pinKeySha256: [] })
const byKey = ({ keySha256 }: PresentedCertificate) => ({ pinSha256: [], pinKeySha256: [keySha256] })

const seen = (...marks: string[]) =>
  marks.reduce<readonly TrustedCertificate[]>(
    (history, mark, at) => withTrusted(history, certificate(mark), SERVER, NOW + at * DAY),
    [],
  )

describe('the history of trusted certificates', () => {
  it('keeps the first day of each, and the last of those that were replaced', () => {
    expect(seen('a', 'a', 'c')).toMatchObject([
      { sha256: 'c'.repeat(64), since: NOW + 2 * DAY },
      { sha256: 'a'.repeat(64), since: NOW, until: NOW + 2 * DAY },
    ])
  })

  it('is the same one when nothing is new, so that nothing need be written', () => {
    const history = seen('a', 'c')
    expect(withTrusted(history, certificate('c'), SERVER, NOW)).toBe(history)
  })

  it('has a certificate that comes back once, since its first day', () => {
    const [newest, ...older] = seen('a', 'c', 'a')
    expect(newest).toMatchObject({ sha256: 'a'.repeat(64), since: NOW })
    expect(newest).not.toHaveProperty('until')
    expect(older.map(({ sha256 }) => sha256)).toEqual(['c'.repeat(64)])
  })

  it('is short whatever comes, begins with the last, and has none twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 1 }), (marks) => {
        const history = seen(...marks)
        const prints = history.map(({ sha256 }) => sha256)
        expect(history.length).toBeLessThanOrEqual(MAX_TRUSTED)
        expect(prints[0]?.[0]).toBe(marks.at(-1))
        expect(new Set(prints).size).toBe(prints.length)
        expect(history.filter(({ until }) => until === undefined)).toHaveLength(1)
      }),
    )
  })
})

describe('what is said of it', () => {
  const said = (identity: Parameters<typeof reportTrust>[1], days: number, language: 'en' | 'de' = 'en') =>
    reportTrust(withTrusted([], certificate('a', days), SERVER, NOW), identity, NOW, language)?.now.join(' ')

  it('counts the days, and tells what a renewal will mean', () => {
    expect(said(byKey(certificate('a')), 23)).toBe(
      'Trusted since 2026-03-01. This certificate ends in 23 days, on 2026-03-24. Its key is pinned: a renewal with the same key goes on by itself.',
    )
    expect(said(byCertificate(certificate('a')), 1)).toMatch(/ends in one day.*you will be asked/)
    expect(said(NO_PINS, 0)).toMatch(/in less than a day.*not pinned/)
    expect(said(byCertificate(certificate('c')), -3)).toMatch(/ended on 2026-02-26.*not be accepted again/)
  })

  it('is said in German, too', () =>
    expect(said(byCertificate(certificate('a')), 23, 'de')).toBe(
      'Vertraut seit 01.03.2026. Dieses Zertifikat läuft in 23 Tagen ab, am 24.03.2026. Festgelegt ist es selbst: Nach seinem Nachfolger werden Sie gefragt.',
    ))

  it('lists what was trusted before, and is nothing before the first connection', () => {
    expect(reportTrust([], NO_PINS, NOW, 'en')).toBeUndefined()
    expect(reportTrust(seen('a', 'c'), NO_PINS, NOW, 'en')?.before).toEqual([
      {
        sha256: 'a'.repeat(64),
        text: '2026-03-01 to 2026-03-02: vpn.example.com, issued by Example CA, valid 2026-01-01 to 2026-03-24',
      },
    ])
  })

  it('warns of a pinned certificate from two weeks before its end, and of no other', () => {
    const warned = (days: number, identityOf: (one: PresentedCertificate) => typeof NO_PINS) =>
      endingPin(certificate('a', days), identityOf(certificate('a')), NOW, 'en') !== undefined
    expect([ENDS_SOON_DAYS, 13, -1].map((days) => warned(days, byCertificate))).toEqual([false, true, true])
    expect([ENDS_SOON_DAYS, 13, -1].map((days) => warned(days, byKey))).toEqual([false, true, true])
    expect(warned(3, () => NO_PINS)).toBe(false)
    const odd = { ...certificate('a'), validTo: 'soon' }
    expect(endingPin(odd, byKey(odd), NOW, 'en')).toBeUndefined()
  })
})
