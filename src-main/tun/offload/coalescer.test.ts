import { describe, expect, it } from 'vitest'
import { Coalescer } from './coalescer.ts'
import { someBytes, type TcpFields, tcpPacket, udpPacket } from './test-support/packets.ts'
import { bare, cut, MEMORIES, turn } from './test-support/turns.ts'
import { GSO, packetsIn, VNET_HEADER_SIZE } from './vnet-header.ts'

/** What is joined and what is not is in join-rules.test.ts; that nothing is lost, in round-trip.test.ts. */
describe.each(MEMORIES)('the coalescer (%s)', (_, memory) => {
  /** Consecutive segments of one flow. */
  function flow(count: number, fields: TcpFields = {}): Uint8Array[] {
    return Array.from({ length: count }, (_unused, i) =>
      tcpPacket({ ...fields, sequence: i * 1_000, identification: 7 + i, payload: someBytes(1_000, i) }),
    )
  }

  const sizes = (writes: readonly Uint8Array[]) => writes.map((write) => cut(memory, write)?.length ?? 0)

  it.each([4, 6] as const)('says to the kernel what a super-packet stands for, IPv%d', (version) => {
    const packets = flow(5, { version })
    const [write = new Uint8Array(12), ...more] = turn(memory, packets)
    expect(more).toEqual([])
    expect(cut(memory, write)).toEqual(packets)
    expect(packetsIn(write, 0, write.length)).toBe(5)
    const view = new DataView(write.buffer)
    const ipHeader = version === 4 ? 20 : 40
    expect({
      needsChecksum: write[0],
      gsoType: write[1],
      headerLength: view.getUint16(2, true),
      gsoSize: view.getUint16(4, true),
      checksumStart: view.getUint16(6, true),
      checksumOffset: view.getUint16(8, true),
    }).toEqual({
      needsChecksum: 1,
      gsoType: version === 4 ? GSO.tcp4 : GSO.tcp6,
      headerLength: ipHeader + 32,
      gsoSize: 1_000,
      checksumStart: ipHeader,
      checksumOffset: 16,
    })
  })

  it('hands on what stays alone as it came, with nothing left to do', () => {
    const packets = [udpPacket(someBytes(100)), tcpPacket({ payload: someBytes(100) })]
    const finished = packets.map((packet) =>
      Uint8Array.from([...new Uint8Array(VNET_HEADER_SIZE), ...packet]),
    )
    const writes = turn(memory, packets)
    expect(writes).toEqual(finished)
    expect(writes.map((write) => packetsIn(write, 0, write.length))).toEqual([1, 1])
  })

  it('gathers flows side by side', () => {
    const [one, other] = [flow(3, { sourcePort: 1 }), flow(3, { sourcePort: 2 })]
    const mixed = one.flatMap((packet, i) => [packet, ...other.slice(i, i + 1)])
    expect(sizes(turn(memory, mixed))).toEqual([3, 3])
  })

  it('loses nothing with more flows than it gathers at once, and hands over the oldest first', () => {
    const flows = Array.from({ length: 20 }, (_unused, i) => flow(2, { sourcePort: i + 1 }))
    const firsts = flows.flatMap(([first]) => first ?? [])
    const seconds = flows.flatMap(([, second]) => second ?? [])
    expect(sizes(turn(memory, [...firsts, ...seconds])).reduce((sum, size) => sum + size)).toBe(40)
    expect(bare(turn(memory, firsts))).toEqual(firsts)
  })

  it('joins nothing across the end of a turn', () => {
    const writes: Uint8Array[] = []
    const coalescer = new Coalescer((bytes, start, end) => writes.push(bytes.slice(start, end)), memory)
    for (const packet of flow(2)) {
      coalescer.add(packet, 0, packet.length)
      coalescer.flush()
    }
    coalescer.flush()
    coalescer.close()
    expect(bare(writes)).toEqual(flow(2))
  })

  it('loses what is gathered when it is closed', () => {
    const writes: Uint8Array[] = []
    const coalescer = new Coalescer((bytes) => writes.push(bytes), memory)
    const [packet = new Uint8Array(1)] = flow(1)
    coalescer.add(packet, 0, packet.length)
    coalescer.close()
    coalescer.flush()
    expect(writes).toEqual([])
  })
})
