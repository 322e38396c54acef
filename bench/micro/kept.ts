import type { PacketMemory } from '../../src-main/tun/packet-memory.ts'

/** A copy of the bytes where packets are handled fastest. */
export function kept(memory: PacketMemory, bytes: Uint8Array): Uint8Array {
  const buffer = memory.allocate(bytes.length)
  buffer.set(bytes)
  return buffer
}
