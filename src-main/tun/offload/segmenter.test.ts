import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KernelMemory } from '../packet-memory.ts'
import { Segmenter } from './segmenter.ts'
import {
  ACK,
  CWR,
  FIN,
  isSound,
  PSH,
  readTcp,
  someBytes,
  type TcpFields,
  tcpPacket,
  udpPacket,
} from './test-support/packets.ts'
import { GSO, VNET_HEADER_SIZE } from './vnet-header.ts'

interface Offload {
  flags?: number
  gsoType?: number
  gsoSize?: number
  checksumStart?: number
  checksumOffset?: number
}

/** What the kernel hands over: `struct virtio_net_hdr`, written little-endian by hand, and the packet. */
function handOver(segmenter: Segmenter, packet: Uint8Array, offload: Offload): boolean {
  const { flags = 1, gsoType = 0, gsoSize = 0, checksumStart = 20, checksumOffset = 16 } = offload
  const view = new DataView(segmenter.staging.buffer)
  view.setUint8(0, flags)
  view.setUint8(1, gsoType)
  view.setUint16(2, 0, true)
  view.setUint16(4, gsoSize, true)
  view.setUint16(6, checksumStart, true)
  view.setUint16(8, checksumOffset, true)
  view.setUint16(10, 0, true)
  segmenter.staging.set(packet, VNET_HEADER_SIZE)
  return segmenter.load(VNET_HEADER_SIZE + packet.length)
}

/** The compiled inner loops, as the device has them; their twin stands in packet-memory.test.ts. */
const MEMORY = new KernelMemory(262_144)

function emitAll(segmenter: Segmenter): Uint8Array[] {
  const slab = MEMORY.allocate(70_000)
  const packets: Uint8Array[] = []
  for (let length = segmenter.emit(slab, 8, 65_536); length > 0; length = segmenter.emit(slab, 8, 65_536)) {
    packets.push(slab.slice(8, 8 + length))
  }
  MEMORY.release(slab)
  return packets
}

function cut(packet: Uint8Array, offload: Offload): Uint8Array[] {
  const segmenter = new Segmenter(MEMORY)
  expect(handOver(segmenter, packet, offload)).toBe(true)
  const packets = emitAll(segmenter)
  segmenter.close()
  return packets
}

const cutTcp = (fields: TcpFields, gsoSize: number) =>
  cut(tcpPacket(fields), {
    gsoType: fields.version === 6 ? GSO.tcp6 : GSO.tcp4,
    gsoSize,
    checksumStart: fields.version === 6 ? 40 : 20,
  })

describe('a packet that fits', () => {
  it('passes unchanged when its checksum is there', () => {
    const packet = tcpPacket({ payload: someBytes(100) })
    expect(cut(packet, { flags: 0 })).toEqual([packet])
  })

  it.each([4, 6] as const)('gets the checksum that the kernel left to the device, IPv%d', (version) => {
    const packet = tcpPacket({ version, payload: someBytes(101) })
    const unfinished = packet.slice()
    const start = version === 4 ? 20 : 40
    // With NEEDS_CSUM the field holds the folded sum over the pseudo header alone.
    const pseudo = [
      ...(version === 4 ? packet.slice(12, 20) : packet.slice(8, 40)),
      ...[0, 6, (packet.length - start) >>> 8, (packet.length - start) & 0xff],
    ]
    let sum = 0
    for (let i = 0; i < pseudo.length; i += 2) sum += pseudo[i] * 256 + pseudo[i + 1]
    while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
    unfinished.set([sum >>> 8, sum & 0xff], start + 16)
    expect(cut(unfinished, { checksumStart: start })).toEqual([packet])
  })

  it('waits in the segmenter when there is no room', () => {
    const segmenter = new Segmenter()
    const packet = tcpPacket({ payload: someBytes(1_000) })
    handOver(segmenter, packet, { flags: 0 })
    expect(segmenter.emit(new Uint8Array(2_000), 0, 999)).toBe(-1)
    expect(segmenter.done).toBe(false)
    expect(emitAll(segmenter)).toEqual([packet])
    expect(segmenter.done).toBe(true)
  })
})

describe('a super-packet of TCP', () => {
  it.each([4, 6] as const)('becomes segments with right headers and checksums, IPv%d', (version) => {
    const payload = someBytes(3_500)
    const segments = cutTcp({ version, payload, sequence: 0xffff_fc00 }, 1_448)
    expect(segments.map(isSound)).toEqual([true, true, true])
    expect(
      segments.map(readTcp).map(({ payload, length, ...rest }, i) => ({ ...rest, i, whole: length })),
    ).toEqual([
      {
        i: 0,
        identification: version === 4 ? 7 : 0,
        sequence: 0xffff_fc00,
        flags: ACK,
        whole: segments[0].length,
      },
      {
        i: 1,
        identification: version === 4 ? 8 : 0,
        sequence: 0x0000_01a8,
        flags: ACK,
        whole: segments[1].length,
      },
      {
        i: 2,
        identification: version === 4 ? 9 : 0,
        sequence: 0x0000_0750,
        flags: ACK,
        whole: segments[2].length,
      },
    ])
    expect(Buffer.concat(segments.map((segment) => readTcp(segment).payload))).toEqual(Buffer.from(payload))
  })

  it('keeps PSH and FIN for the last segment', () => {
    const segments = cutTcp({ payload: someBytes(3_000), flags: ACK | PSH | FIN }, 1_448)
    expect(segments.map((segment) => readTcp(segment).flags)).toEqual([ACK, ACK, ACK | PSH | FIN])
  })

  it('keeps CWR for the first (RFC 3168 section 6.1.2)', () => {
    const segments = cut(tcpPacket({ payload: someBytes(3_000), flags: ACK | CWR }), {
      gsoType: GSO.tcp4 | GSO.ecn,
      gsoSize: 1_448,
    })
    expect(segments.map((segment) => readTcp(segment).flags)).toEqual([ACK | CWR, ACK, ACK])
  })

  it('lets the identification run over', () => {
    const segments = cutTcp({ payload: someBytes(300), identification: 0xffff }, 100)
    expect(segments.map((segment) => readTcp(segment).identification)).toEqual([0xffff, 0, 1])
  })
})

describe('a super-packet of UDP', () => {
  it.each([4, 6] as const)('becomes datagrams, IPv%d', (version) => {
    const payload = someBytes(2_500)
    const datagrams = cut(udpPacket(payload, { version }), {
      gsoType: GSO.udp,
      gsoSize: 1_200,
      checksumStart: version === 4 ? 20 : 40,
      checksumOffset: 6,
    })
    const header = version === 4 ? 28 : 48
    expect(datagrams.map(isSound)).toEqual([true, true, true])
    expect(datagrams.map((datagram) => datagram.length - header)).toEqual([1_200, 1_200, 100])
    expect(Buffer.concat(datagrams.map((datagram) => datagram.subarray(header)))).toEqual(
      Buffer.from(payload),
    )
  })
})

describe('what makes no sense', () => {
  const packet = tcpPacket({ payload: someBytes(3_000) })

  it.each([
    ['no segment size', packet, { gsoType: GSO.tcp4, gsoSize: 0 }],
    ['an unknown kind', packet, { gsoType: 3, gsoSize: 1_448 }],
    ['a TCP header behind the end', packet, { gsoType: GSO.tcp4, gsoSize: 1_448, checksumStart: 60_000 }],
    ['a TCP header inside the IP header', packet, { gsoType: GSO.tcp4, gsoSize: 1_448, checksumStart: 4 }],
    ['no payload', tcpPacket(), { gsoType: GSO.tcp4, gsoSize: 1_448 }],
    ['a checksum behind the end', packet, { checksumStart: 65_000 }],
    ['nothing', new Uint8Array(3), {}],
  ])('is dropped: %s', (_, bytes, offload) => {
    const segmenter = new Segmenter()
    expect(handOver(segmenter, bytes, offload)).toBe(false)
    expect(emitAll(segmenter)).toEqual([])
  })

  it('never makes the segmenter throw or run for ever', () => {
    const segmenter = new Segmenter()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (bytes) => {
        segmenter.staging.set(bytes)
        segmenter.load(bytes.length)
        const total = emitAll(segmenter).reduce((sum, packet) => sum + packet.length, 0)
        expect(total).toBeLessThan(4_000 * 1_000)
      }),
      { seed: 1661, numRuns: 500 },
    )
  })
})

describe('any stream', () => {
  it('survives being cut: same bytes, sound packets, none too long', () => {
    const anyFields = fc.record({
      version: fc.constantFrom(4 as const, 6 as const),
      sequence: fc.nat(0xffff_ffff),
      identification: fc.nat(0xffff),
      length: fc.integer({ min: 1, max: 20_000 }),
      gsoSize: fc.integer({ min: 88, max: 4_000 }),
      options: fc.constantFrom(0, 4, 12, 40),
    })
    fc.assert(
      fc.property(anyFields, ({ length, gsoSize, options, ...fields }) => {
        const payload = someBytes(length, fields.sequence)
        const segments = cutTcp({ ...fields, payload, options: new Uint8Array(options).fill(1) }, gsoSize)
        expect(segments.every(isSound)).toBe(true)
        expect(Buffer.concat(segments.map((segment) => readTcp(segment).payload))).toEqual(
          Buffer.from(payload),
        )
        expect(Math.max(...segments.map((segment) => readTcp(segment).payload.length))).toBeLessThanOrEqual(
          gsoSize,
        )
      }),
      { seed: 793, numRuns: 200 },
    )
  })
})
