import { describe, expect, it } from 'vitest'
import { DelayLine, repeatableRandom } from './delay-line.ts'

const packet = (number: number) => Uint8Array.of(number)
const numbers = (packets: Uint8Array[]) => packets.map(([number]) => number)

describe('a line with a delay', () => {
  it('delivers each packet when its time has come, in order', () => {
    const line = new DelayLine(() => 0.5)
    line.set({ delayMs: 20, loss: 0 })
    line.send(packet(1), 100)
    line.send(packet(2), 105)
    expect(line.nextArrival).toBe(120)
    expect(numbers(line.arrived(119.9))).toEqual([])
    expect(numbers(line.arrived(120))).toEqual([1])
    expect(numbers(line.arrived(1_000))).toEqual([2])
    expect(line.nextArrival).toBeUndefined()
  })

  it('does not let packets overtake those that were sent while it was longer', () => {
    const line = new DelayLine(() => 0.5)
    line.set({ delayMs: 50, loss: 0 })
    line.send(packet(1), 0)
    line.set({ delayMs: 0, loss: 0 })
    line.send(packet(2), 10)
    expect(numbers(line.arrived(49))).toEqual([])
    expect(numbers(line.arrived(50))).toEqual([1, 2])
  })

  it('loses about as many as it should, the same ones in every run', () => {
    const lost = () => {
      const line = new DelayLine(repeatableRandom(7))
      line.set({ delayMs: 0, loss: 0.1 })
      for (let i = 0; i < 10_000; i++) line.send(packet(i), 0)
      return 10_000 - line.arrived(0).length
    }
    expect(lost()).toBeGreaterThan(900)
    expect(lost()).toBeLessThan(1_100)
    expect(lost()).toBe(lost())
  })
})
