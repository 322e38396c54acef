import { describe, expect, it } from 'vitest'
import {
  ACK,
  CWR,
  ECE,
  FIN,
  PSH,
  RST,
  readTcp,
  SYN,
  someBytes,
  type TcpFields,
  TIMESTAMPS,
  tcpPacket,
  URG,
  udpPacket,
} from './test-support/packets.ts'
import { bare, cut, MEMORIES, turn } from './test-support/turns.ts'

/**
 * The rules of the kernel's GRO (net/ipv4/tcp_offload.c, net/ipv4/af_inet.c, net/ipv6/ip6_offload.c, include/net/gro.h):
 * each says when a segment must not be joined to the one before it. Ours are stricter in some places and laxer in none.
 */
describe.each(MEMORIES)('rules for joining (%s)', (_, memory) => {
  const first: TcpFields = { payload: someBytes(1_000) }
  const second: TcpFields = { sequence: 2_000, identification: 8, payload: someBytes(1_000, 5) }

  const join = (...packets: readonly Uint8Array[]) => turn(memory, packets)
  const sizes = (writes: readonly Uint8Array[]) => writes.map((write) => cut(memory, write)?.length)

  function expectApart(...packets: readonly Uint8Array[]): void {
    const writes = join(...packets)
    expect(writes).toHaveLength(packets.length)
    expect(bare(writes)).toEqual(expect.arrayContaining([...packets]))
  }

  it.each([4, 6] as const)('two segments that follow each other and agree are joined, IPv%d', (version) => {
    expect(sizes(join(tcpPacket({ ...first, version }), tcpPacket({ ...second, version })))).toEqual([2])
  })

  describe('the second stays apart when it differs in', () => {
    it.each<[string, TcpFields]>([
      ['source address', { source: 3 }],
      ['destination address', { destination: 3 }],
      ['source port', { sourcePort: 5202 }],
      ['destination port', { destinationPort: 40_001 }],
      ['version of IP', { version: 6 }],
      ['acknowledgement', { acknowledgement: 78 }],
      ['window', { window: 513 }],
      ['reserved bits, which are flags of Accurate ECN', { reserved: 1 }],
      ['urgent pointer', { urgentPointer: 1 }],
      [
        'the value of the timestamp',
        { options: Uint8Array.from([...TIMESTAMPS.slice(0, 7), 2, 0, 0, 0, 2]) },
      ],
      ['the echo of the timestamp', { options: Uint8Array.from([...TIMESTAMPS.slice(0, 11), 3]) }],
      [
        'options: a selective acknowledgement',
        { options: Uint8Array.of(1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 2) },
      ],
      ['length of the options', { options: Uint8Array.of(1, 1, 1, 1) }],
      ['having no options', { options: new Uint8Array(0) }],
      ['time to live', { ttl: 63 }],
      ['type of service', { tos: 0x10 }],
      ['ECN: congestion was met', { tos: 0x03 }],
      ['ECN: capable transport', { tos: 0x02 }],
      ["don't fragment", { dontFragment: false }],
      ['the reserved bit beside it', { fragment: 0xc000 }],
    ])('%s', (_name, change) => {
      expectApart(tcpPacket(first), tcpPacket({ ...second, ...change }))
    })

    it.each<[string, TcpFields]>([
      ['source address', { source: 3 }],
      ['destination address', { destination: 3 }],
      ['hop limit', { ttl: 63 }],
      ['traffic class', { tos: 0x10 }],
      ['ECN', { tos: 0x03 }],
      ['flow label', { flowLabel: 7 }],
    ])('%s, IPv6', (_name, change) => {
      expectApart(tcpPacket({ ...first, version: 6 }), tcpPacket({ ...second, version: 6, ...change }))
    })
  })

  describe('the second stays apart when it carries', () => {
    it.each<[string, number]>([
      ['FIN', ACK | FIN],
      ['SYN', ACK | SYN],
      ['RST', ACK | RST],
      ['URG', ACK | URG],
      ['ECE', ACK | ECE],
      ['CWR', ACK | CWR],
      ['no ACK', 0],
      ['FIN and PSH', ACK | FIN | PSH],
    ])('%s', (_name, flags) => {
      expectApart(tcpPacket(first), tcpPacket({ ...second, flags }))
    })

    it.each<[string, number]>([
      ['SYN', SYN],
      ['CWR', ACK | CWR],
      ['ECE', ACK | ECE],
      ['URG', ACK | URG],
    ])('the same flag as the first: %s', (_name, flags) => {
      expectApart(tcpPacket({ ...first, flags }), tcpPacket({ ...second, flags }))
    })

    it('nothing: an acknowledgement alone', () => {
      expectApart(tcpPacket(first), tcpPacket({ ...second, payload: new Uint8Array(0) }))
      const alone: TcpFields = { ...first, payload: new Uint8Array(0) }
      expectApart(tcpPacket(alone), tcpPacket({ ...alone, acknowledgement: 90 }))
    })

    it('more than the first', () => {
      expectApart(tcpPacket(first), tcpPacket({ ...second, payload: someBytes(1_001) }))
    })
  })

  describe('order', () => {
    it.each<[string, number]>([
      ['a gap', 2_001],
      ['a repetition', 1_000],
      ['an overlap', 1_999],
      ['the one before', 0],
      ['half of the sequence space away', 2_000 + 2 ** 31],
    ])('%s in the sequence stays apart', (_name, sequence) => {
      expectApart(tcpPacket(first), tcpPacket({ ...second, sequence }))
    })

    it('segments out of order leave in the order in which they came', () => {
      const packets = [0, 2, 1].map((i) =>
        tcpPacket({ sequence: 1_000 * (i + 1), identification: 7 + i, payload: someBytes(1_000, i) }),
      )
      expect(bare(join(...packets))).toEqual(packets)
    })

    it('a shorter segment is the last of its super-packet', () => {
      const short = tcpPacket({ ...second, payload: someBytes(10) })
      const next = tcpPacket({ sequence: 2_010, identification: 9, payload: someBytes(10) })
      expect(sizes(join(tcpPacket(first), short, next))).toEqual([2, 1])
    })

    it('a segment with PSH is the last of its super-packet, and says so', () => {
      const push = tcpPacket({ ...second, flags: ACK | PSH })
      const next = tcpPacket({ sequence: 3_000, identification: 9, payload: someBytes(1_000) })
      const writes = join(tcpPacket(first), push, next)
      expect(sizes(writes)).toEqual([2, 1])
      expect(cut(memory, writes[0] ?? push)?.map((packet) => readTcp(packet).flags)).toEqual([ACK, ACK | PSH])
    })

    it('nothing is joined to a segment with PSH', () => {
      expectApart(tcpPacket({ ...first, flags: ACK | PSH }), tcpPacket(second))
    })

    it.each<[string, TcpFields]>([
      ['SYN', { flags: SYN }],
      ['FIN', { flags: ACK | FIN }],
      ['RST', { flags: RST }],
      ['an acknowledgement alone', { payload: new Uint8Array(0) }],
      ['another window', { window: 99 }],
      ['a bad checksum', { urgentPointer: 0 }],
    ])('a packet of the same flow never overtakes what was gathered: %s', (name, change) => {
      const packets = [tcpPacket(first), tcpPacket(second)]
      const odd = tcpPacket({ sequence: 3_000, identification: 9, payload: someBytes(10), ...change })
      if (name === 'a bad checksum') odd[odd.length - 1] ^= 1
      const writes = join(...packets, odd)
      expect(sizes(writes)).toEqual([2, 1])
      expect(bare(writes)[1]).toEqual(odd)
    })
  })

  describe("IPv4's identification", () => {
    const numbered = (fields: TcpFields, ...identifications: number[]) =>
      identifications.map((identification, i) =>
        tcpPacket({ ...fields, identification, sequence: 1_000 * i, payload: someBytes(1_000, i) }),
      )

    it.each<[string, number[], number[]]>([
      ['counts', [7, 8, 9], [3]],
      ['counts over its end', [0xfffe, 0xffff, 0], [3]],
      ["stays the same, as don't fragment permits (RFC 6864 section 4.1)", [0, 0, 0], [3]],
      ['stays, then counts', [7, 7, 8], [2, 1]],
      ['counts, then stays', [7, 8, 8], [2, 1]],
      ['jumps', [7, 9, 10], [1, 2]],
      ['goes back', [7, 6, 5], [1, 1, 1]],
    ])('%s', (_name, identifications, expected) => {
      expect(sizes(join(...numbered({}, ...identifications)))).toEqual(expected)
    })

    it('must count where fragmentation is allowed: fragments of two packets would mix', () => {
      expect(sizes(join(...numbered({ dontFragment: false }, 7, 8, 9)))).toEqual([3])
      expect(sizes(join(...numbered({ dontFragment: false }, 7, 7, 7)))).toEqual([1, 1, 1])
    })
  })

  describe('never joined at all', () => {
    it.each<[string, TcpFields]>([
      ['options of IPv4', { ipOptions: Uint8Array.of(148, 4, 0, 0) }],
      ['first fragments', { fragment: 0x2000 }],
      ['later fragments', { fragment: 0x0010 }],
      ['the reserved bit of IPv4', { fragment: 0xc000 }],
      [
        'hop-by-hop options of IPv6',
        { version: 6, extension: { type: 0, bytes: Uint8Array.of(0, 0, 1, 4, 0, 0, 0, 0) } },
      ],
      [
        'destination options of IPv6',
        { version: 6, extension: { type: 60, bytes: Uint8Array.of(0, 0, 1, 4, 0, 0, 0, 0) } },
      ],
      [
        'a routing header',
        { version: 6, extension: { type: 43, bytes: Uint8Array.of(0, 0, 4, 0, 0, 0, 0, 0) } },
      ],
      [
        'fragments of IPv6',
        { version: 6, extension: { type: 44, bytes: Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 9) } },
      ],
    ])('%s', (_name, change) => {
      expectApart(tcpPacket({ ...first, ...change }), tcpPacket({ ...second, ...change }))
    })

    it('datagrams of UDP, which the other coalescer joins', () => {
      expectApart(udpPacket(someBytes(1_000)), udpPacket(someBytes(1_000), { identification: 8 }))
    })

    it.each<[string, (packet: Uint8Array) => void]>([
      ['a wrong checksum of TCP', (packet) => flip(packet, 60)],
      ['a wrong checksum of IPv4', (packet) => flip(packet, 10)],
      ['a TCP header that is too short', (packet) => packet.fill(0x40, 32, 33)],
      ['a TCP header that is longer than the packet', (packet) => packet.fill(0xf0, 32, 33)],
      ['an IPv4 header that is too short', (packet) => packet.fill(0x44, 0, 1)],
      ['another version than 4 or 6', (packet) => packet.fill(0x55, 0, 1)],
    ])('%s', (_name, damage) => {
      const [one, other] = [tcpPacket({ ...first, payload: someBytes(10) }), tcpPacket(second)]
      damage(one)
      expectApart(one, other)
      const [before, after] = [tcpPacket(first), tcpPacket(second)]
      damage(after)
      expectApart(before, after)
    })

    it.each([4, 6] as const)('bytes behind the end of the IPv%d packet, as Ethernet pads it', (version) => {
      const padded = (packet: Uint8Array) => Uint8Array.from([...packet, 0, 0])
      expectApart(padded(tcpPacket({ ...first, version })), padded(tcpPacket({ ...second, version })))
      expectApart(tcpPacket({ ...first, version }), padded(tcpPacket({ ...second, version })))
    })

    it.each([4, 6] as const)('an IPv%d packet that is shorter than it says', (version) => {
      const cutShort = (packet: Uint8Array) => packet.slice(0, -1)
      expectApart(cutShort(tcpPacket({ ...first, version })), cutShort(tcpPacket({ ...second, version })))
    })

    it.each([0, 1, 19, 20, 39, 40, 59])('a packet of %i bytes', (length) => {
      for (const version of [4, 6] as const) {
        expectApart(...(length === 0 ? [] : [tcpPacket({ version }).slice(0, length)]))
      }
    })
  })

  it.each([4, 6] as const)('a super-packet has 65,535 bytes at most, IPv%d', (version) => {
    const packets = Array.from({ length: 50 }, (_, i) =>
      tcpPacket({ version, sequence: 1_400 * i, identification: i, payload: someBytes(1_400, i) }),
    )
    const writes = join(...packets)
    const headers = version === 4 ? 52 : 72
    expect(bare(writes).map(({ length }) => length)).toEqual([46 * 1_400 + headers, 4 * 1_400 + headers])
    expect(writes.flatMap((write) => cut(memory, write) ?? [])).toEqual(packets)
  })
})

function flip(packet: Uint8Array, at: number): void {
  packet[at] ^= 1
}
