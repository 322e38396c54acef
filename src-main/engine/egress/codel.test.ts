import { describe, expect, it } from 'vitest'
import { Codel } from './codel.ts'

/** Judges a packet a millisecond, each after `waitedMs`; returns the times of those that were too late. */
function run(codel: Codel, from: number, to: number, waitedMs: number, isShort = false): number[] {
  const late: number[] = []
  for (let now = from; now < to; now++) if (codel.isTooLate(now, waitedMs, isShort)) late.push(now)
  return late
}

describe('controlled delay', () => {
  it('leaves packets alone that wait less than 5 ms', () => {
    expect(run(new Codel(), 0, 10_000, 4.9)).toEqual([])
  })

  it('lets a burst pass that is over within 100 ms', () => {
    const codel = new Codel()
    expect(run(codel, 0, 100, 50)).toEqual([])
    expect(run(codel, 100, 101, 1)).toEqual([])
    expect(run(codel, 101, 201, 50)).toEqual([])
  })

  it('drops ever faster while the queue stands, by the square root of what it dropped', () => {
    // 100, then + 100/√1, + 100/√2, + 100/√3 ...: RFC 8289 section 4.3, rounded up to whole milliseconds.
    expect(run(new Codel(), 0, 500, 20)).toEqual([100, 200, 271, 329, 379, 424, 464])
  })

  it('stops as soon as one packet was in time', () => {
    const codel = new Codel()
    expect(run(codel, 0, 280, 20)).toEqual([100, 200, 271])
    expect(run(codel, 280, 281, 1)).toEqual([])
    expect(run(codel, 281, 381, 20)).toEqual([])
  })

  it('goes on where it stopped when the queue is soon back', () => {
    const codel = new Codel()
    run(codel, 0, 500, 20)
    run(codel, 500, 501, 1)
    const [first, second] = run(codel, 501, 700, 20)
    expect(first).toBe(601)
    expect(second - first).toBeLessThan(50)
  })

  it('begins gently again after a long time', () => {
    const codel = new Codel()
    run(codel, 0, 500, 20)
    run(codel, 500, 5_000, 1)
    expect(run(codel, 5_000, 5_210, 20)).toEqual([5_100, 5_200])
  })

  it('never takes the last of a queue, however slow the line is', () => {
    expect(run(new Codel(), 0, 10_000, 500, true)).toEqual([])
  })
})
