import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EMPTY_MEMORY, Memory, memorySchema, type Remembered } from './memory.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function memoryOf(remembered: Remembered = EMPTY_MEMORY) {
  const written: Remembered[] = []
  const troubles: string[] = []
  const write = async (now: Remembered) => {
    written.push(now)
  }
  const memory = new Memory({ remembered, write, onTrouble: (text) => troubles.push(text) })
  return { memory, written, troubles }
}

const placement = (x: number) => ({ bounds: { x, y: 0, width: 880, height: 600 }, maximized: false })

describe('what the program remembers', () => {
  it('is written when the window has come to rest, once', async () => {
    const { memory, written } = memoryOf()
    for (let x = 0; x < 50; x++) memory.keepPlacement(placement(x))
    expect(written).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(written).toEqual([{ ...EMPTY_MEMORY, placement: placement(49) }])
    expect(memorySchema.parse(written[0])).toEqual(written[0])
  })

  it('is written at the end, if there is something to write', async () => {
    const { memory, written } = memoryOf()
    await memory.flush()
    expect(written).toEqual([])
    memory.keepSaid('launch-at-login')
    await memory.flush()
    expect(written).toMatchObject([{ said: ['launch-at-login'] }])
  })

  it('takes up a connection once, and only soon', () => {
    const { memory } = memoryOf()
    memory.keepResume('office', 1_000_000)
    expect(memory.takeResume(1_010_000)).toBe('office')
    expect(memory.takeResume(1_010_000)).toBeNull()
    memory.keepResume('office', 1_000_000)
    expect(memory.takeResume(2_000_000)).toBeNull()
  })

  it('does without a file that cannot be written', async () => {
    const troubles: string[] = []
    const write = () => Promise.reject(new Error('ENOSPC'))
    const memory = new Memory({ remembered: EMPTY_MEMORY, write, onTrouble: (text) => troubles.push(text) })
    memory.keepPlacement(placement(1))
    await memory.flush()
    expect(troubles[0]).toContain('ENOSPC')
    expect(memory.placement()).toEqual(placement(1))
  })
})
