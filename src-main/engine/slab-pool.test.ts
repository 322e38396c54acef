import { describe, expect, it } from 'vitest'
import { PLAIN_MEMORY } from '../tun/packet-memory.ts'
import { SlabPool } from './slab-pool.ts'

describe('the slab pool', () => {
  it('lends a fixed number of slabs of one size', () => {
    const pool = new SlabPool(PLAIN_MEMORY, 2, 100)
    const slabs = [pool.take(), pool.take(), pool.take()]
    expect(slabs.map((slab) => slab?.length)).toEqual([100, 100, undefined])
    expect(slabs[0]).not.toBe(slabs[1])
  })

  it('lends a slab again only when it came back', () => {
    const pool = new SlabPool(PLAIN_MEMORY, 1, 100)
    const slab = pool.take() as Uint8Array
    expect(pool.take()).toBeUndefined()
    pool.giveBack(slab)
    expect(pool.take()).toBe(slab)
  })
})
