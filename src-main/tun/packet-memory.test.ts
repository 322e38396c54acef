import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from './offload/checksum.ts'
import { createPacketMemory, KernelMemory, PLAIN_MEMORY } from './packet-memory.ts'

const SIZE = 65_536

describe('the compiled inner loops', () => {
  const memory = new KernelMemory(4 * SIZE)
  const [source, target] = [memory.allocate(SIZE), memory.allocate(SIZE)]

  const ranges = fc
    .tuple(fc.uint8Array({ minLength: 0, maxLength: 3_000 }), fc.nat(70), fc.nat(70))
    .map(([bytes, start, at]) => ({ bytes, start, at }))

  it('sum as their twin in TypeScript does', () =>
    fc.assert(
      fc.property(ranges, ({ bytes, start }) => {
        source.set(bytes, start)
        const end = start + bytes.length
        expect(fold(memory.sum(source, start, end))).toBe(fold(PLAIN_MEMORY.sum(source, start, end)))
      }),
    ))

  it('copy what they sum, and nothing else', () =>
    fc.assert(
      fc.property(ranges, ({ bytes, start, at }) => {
        source.set(bytes, start)
        target.fill(0xa5)
        const end = start + bytes.length
        const sum = memory.copyAndSum(source, start, end, target, at)
        expect(fold(sum)).toBe(fold(PLAIN_MEMORY.sum(bytes, 0, bytes.length)))
        expect(Buffer.compare(target.subarray(at, at + bytes.length), bytes)).toBe(0)
        expect(target[at + bytes.length]).toBe(0xa5)
        expect(at === 0 || target[at - 1] === 0xa5).toBe(true)
      }),
    ))

  it('do not overflow with the largest packet of ones', () => {
    source.fill(0xff)
    expect(fold(memory.sum(source, 0, SIZE))).toBe(0xffff)
    expect(fold(memory.copyAndSum(source, 0, SIZE, target, 0))).toBe(0xffff)
  })

  it.each([
    [-1, 4, 0],
    [4, 3, 0],
    [0, SIZE + 1, 0],
    [0, 4, SIZE - 3],
    [0, 4, -1],
  ])('refuse to touch what is outside: %i to %i, to %i', (start, end, at) =>
    expect(() => memory.copyAndSum(source, start, end, target, at)).toThrow(RangeError),
  )

  it('are what their source says', { timeout: 60_000 }, async () => {
    const script = join(import.meta.dirname, '../../scripts/build-kernel.mjs')
    await promisify(execFile)(process.execPath, [script, '--check'])
  })
})

describe('memory for packets', () => {
  it('handles arrays from elsewhere, too', () => {
    const memory = new KernelMemory(SIZE)
    const [inside, outside] = [memory.allocate(8), new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8])]
    expect(fold(memory.copyAndSum(outside, 0, 7, inside, 1))).toBe(fold(PLAIN_MEMORY.sum(outside, 0, 7)))
    expect([...inside]).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(memory.sum(outside, 0, 2)).toBe(0x0201)
  })

  it('gives ordinary buffers when it is used up, and its own again when they come back', () => {
    const memory = new KernelMemory(SIZE)
    const first = memory.allocate(SIZE)
    const second = memory.allocate(SIZE)
    expect(second.buffer).not.toBe(first.buffer)
    memory.release(second)
    memory.release(first)
    expect(memory.allocate(SIZE)).toBe(first)
  })

  it('is that of the compiled loops on this runtime', () =>
    expect(createPacketMemory(SIZE)).toBeInstanceOf(KernelMemory))
})
