import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Liveness, type LivenessVerdict } from './liveness.ts'

/** Ticks once a second; each character is what happened since: s sent, r received, b both, . neither. */
function watch(seconds: string): string[] {
  const liveness = new Liveness()
  const counts = { received: 0, sent: 0 }
  const told: string[] = []
  liveness.tick(0, counts)
  ;[...seconds].forEach((what, i) => {
    if (what === 's' || what === 'b') counts.sent += 1
    if (what === 'r' || what === 'b') counts.received += 1
    const verdict: LivenessVerdict = liveness.tick((i + 1) * 1_000, counts)
    if (verdict !== 'fine' && told.at(-1)?.endsWith('dead') !== true) told.push(`${i + 1}: ${verdict}`)
  })
  return told
}

describe('a server', () => {
  it('that answers is fine', () => expect(watch('bbrbbrsrsbrsrbrbr')).toEqual([]))

  it('that nobody speaks to is fine', () => expect(watch('.'.repeat(120))).toEqual([]))

  it('that sends without being spoken to is fine', () => expect(watch('r'.repeat(120))).toEqual([]))

  it('is asked after three seconds without a reaction, called silent after six, and dead after ten', () =>
    expect(watch('rssssssssssssssss')).toEqual(['4: ask', '7: silent', '11: dead']))

  it('is asked when a transfer stops in the middle, although nothing but confirmations was sent', () =>
    expect(watch('bbb............')).toEqual(['6: ask', '9: silent', '13: dead']))

  it('is alive whatever it answers with', () => {
    expect(watch('rsssr....')).toEqual(['4: ask'])
    expect(watch('rsssssssr..ss')).toEqual(['4: ask', '7: silent', '9: answers-again'])
  })
})

describe('a hint that the connection may be dead', () => {
  const hinted = () => {
    const liveness = new Liveness()
    liveness.tick(0, { received: 1, sent: 1 })
    liveness.doubt(500)
    return liveness
  }

  it('leaves the server four seconds to answer', () => {
    const liveness = hinted()
    const verdicts = [1_000, 2_000, 3_000, 4_000].map((now) => liveness.tick(now, { received: 1, sent: 1 }))
    expect(verdicts).toEqual(['fine', 'fine', 'fine', 'dead'])
  })

  it('is forgotten with the first packet', () => {
    const liveness = hinted()
    expect(liveness.tick(1_000, { received: 2, sent: 1 })).toBe('fine')
    expect(liveness.tick(4_000, { received: 2, sent: 1 })).toBe('fine')
    expect(liveness.tick(5_000, { received: 2, sent: 1 })).toBe('fine')
  })
})

describe('a sleep of this computer, or a process that was stopped', () => {
  it('is no silence: the server is asked, and has its full time from then on', () => {
    const liveness = new Liveness()
    liveness.tick(0, { received: 1, sent: 1 })
    liveness.tick(1_000, { received: 1, sent: 2 })
    expect(liveness.tick(21_000, { received: 1, sent: 3 })).toBe('ask')
    expect(liveness.silentFor(21_000)).toBe(0)
    expect(liveness.tick(22_000, { received: 2, sent: 3 })).toBe('fine')
  })

  it('never makes a server dead at once, whatever happened before', () => {
    const second = fc.record({
      gap: fc.oneof(fc.constant(1_000), fc.integer({ min: 4_500, max: 10_000_000 })),
      sent: fc.nat(2),
    })
    fc.assert(
      fc.property(fc.array(second, { maxLength: 40 }), (seconds) => {
        const liveness = new Liveness()
        const counts = { received: 1, sent: 0 }
        let [now, awakeSince] = [0, 0]
        liveness.tick(now, counts)
        for (const { gap, sent } of seconds) {
          now += gap
          if (gap > 4_000) awakeSince = now
          counts.sent += sent
          const verdict = liveness.tick(now, counts)
          if (verdict === 'dead') expect(now - awakeSince).toBeGreaterThan(9_000)
        }
      }),
    )
  })
})

it('declares a server dead within twelve seconds of its last packet, whenever the ticks come', () => {
  const moment = fc.integer({ min: 1, max: 999 })
  fc.assert(
    fc.property(moment, moment, (last, offset) => {
      const liveness = new Liveness()
      liveness.tick(0, { received: 0, sent: 0 })
      // The last packet comes at `last`, and one of ours goes out every 300 ms.
      for (let now = offset; now < 20_000; now += 1_000) {
        const counts = { received: now >= last ? 1 : 0, sent: Math.floor(now / 300) }
        if (liveness.tick(now, counts) === 'dead') {
          expect(now - last).toBeLessThanOrEqual(12_000)
          return
        }
      }
      expect.unreachable()
    }),
  )
})
