import { test } from 'vitest'
import { someBytes } from '../../src-main/tun/offload/test-support/packets.ts'
import { KernelMemory } from '../../src-main/tun/packet-memory.ts'
import { kept } from './kept.ts'
import { paired } from './paired.ts'

const memory = new KernelMemory(1024 * 1024)
const PACKETS = 44
const LENGTH = 1_448
const source = kept(memory, someBytes(LENGTH))
const target = memory.allocate(LENGTH)

test('sum 44 times 1448 bytes, compiled', async (context) => {
  await paired(context, 'sum', () => {
    let sum = 0
    for (let i = 0; i < PACKETS; i++) sum += memory.sum(source, 0, LENGTH)
    return sum
  })
})

test('copy and sum 44 times 1448 bytes, compiled', async (context) => {
  await paired(context, 'copy and sum', () => {
    let sum = 0
    for (let i = 0; i < PACKETS; i++) sum += memory.copyAndSum(source, 0, LENGTH, target, 0)
    return sum
  })
})
