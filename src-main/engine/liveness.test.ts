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
    if (verdict !== 'fine') told.push(`${i + 1}: ${verdict}`)
  })
  return told
}

describe('a server', () => {
  it('that answers is fine', () => expect(watch('bbbbbsssrsssrbbbb')).toEqual([]))

  it('that nobody speaks to is fine', () => expect(watch('.'.repeat(120))).toEqual([]))

  it('is asked after six seconds without an answer, and called silent after twelve', () =>
    expect(watch('bsssssssssssssssss')).toEqual(['8: ask', '14: silent']))

  it('is waited for from the first packet that nothing came back for', () =>
    expect(watch('bs.................')).toEqual(['8: ask', '14: silent']))

  it('answers again with whatever it sends', () =>
    expect(watch('bsssssssssssssr..ss')).toEqual(['8: ask', '14: silent', '15: answers-again']))
})

it('does not take a sleep of this computer for silence', () => {
  const liveness = new Liveness()
  liveness.tick(0, { received: 1, sent: 1 })
  liveness.tick(1_000, { received: 1, sent: 2 })
  expect(liveness.tick(3_600_000, { received: 1, sent: 3 })).toBe('fine')
  expect(liveness.tick(3_601_000, { received: 1, sent: 3 })).toBe('fine')
  expect(liveness.tick(3_602_000, { received: 1, sent: 4 })).toBe('fine')
  expect(liveness.silentFor(3_602_000)).toBe(0)
})
