import { describe, expect, it } from 'vitest'
import {
  ACK,
  CWR,
  ECE,
  FIN,
  isSound,
  PSH,
  readTcp,
  someBytes,
  type TcpFields,
  tcpPacket,
  URG,
  udpPacket,
} from './test-support/packets.ts'
import { cut, handedOver, MEMORIES, type Offload, pseudoSummed } from './test-support/turns.ts'
import { GSO } from './vnet-header.ts'

const IPV4_OPTION = Uint8Array.of(148, 4, 0, 0)
const PADDED_EXTENSION = Uint8Array.of(0, 0, 1, 4, 0, 0, 0, 0)

/**
 * The rules of the kernel's GSO (net/ipv4/tcp_offload.c, net/ipv4/udp_offload.c, net/ipv4/af_inet.c,
 * net/ipv6/ip6_offload.c; Documentation/networking/segmentation-offloads.rst).
 */
describe.each(MEMORIES)('rules for cutting (%s)', (_, memory) => {
  const SIZE = 1_000

  function cutOf(packet: Uint8Array, offload: Offload): Uint8Array[] {
    const packets = cut(memory, handedOver(packet, offload))
    if (packets === undefined) throw new Error('refused')
    return packets
  }

  /** Cuts a super-packet of TCP as a kernel describes it. */
  function cutTcp(fields: TcpFields, offload: Offload = {}): Uint8Array[] {
    const ipHeader =
      fields.version === 6 ? 40 + (fields.extension?.bytes.length ?? 0) : 20 + (fields.ipOptions?.length ?? 0)
    const packets = cutOf(pseudoSummed(tcpPacket(fields), { start: ipHeader }), {
      gsoType: fields.version === 6 ? GSO.tcp6 : GSO.tcp4,
      gsoSize: SIZE,
      checksumStart: ipHeader,
      ...offload,
    })
    expect(packets.every(isSound)).toBe(true)
    return packets
  }

  const flagsOf = (packets: readonly Uint8Array[]) => packets.map((packet) => readTcp(packet).flags)
  const three = someBytes(2 * SIZE + 1)

  describe('of TCP', () => {
    it.each([4, 6] as const)(
      'every segment but the last has the size that was asked for, IPv%d',
      (version) => {
        const packets = cutTcp({ version, payload: three })
        expect(packets.map((packet) => readTcp(packet).payload.length)).toEqual([SIZE, SIZE, 1])
        expect(packets.map((packet) => readTcp(packet).length)).toEqual(packets.map(({ length }) => length))
      },
    )

    it('the last one may be as long as the others', () => {
      expect(cutTcp({ payload: someBytes(2 * SIZE) })).toHaveLength(2)
    })

    it('one that needs no cutting stays whole', () => {
      const packet = tcpPacket({ payload: someBytes(SIZE) })
      expect(cutTcp({ payload: someBytes(SIZE) })).toEqual([packet])
      expect(cutTcp({ payload: someBytes(SIZE) }, { gsoSize: SIZE + 1 })).toEqual([packet])
    })

    it('sequence numbers go on, over the end of their space', () => {
      const packets = cutTcp({ payload: three, sequence: 0xffff_fe00 })
      expect(packets.map((packet) => readTcp(packet).sequence)).toEqual([
        0xffff_fe00, 0x0000_01e8, 0x0000_05d0,
      ])
    })

    it.each<[string, number, number[]]>([
      ['FIN is on the last only', ACK | FIN, [ACK, ACK, ACK | FIN]],
      ['PSH is on the last only', ACK | PSH, [ACK, ACK, ACK | PSH]],
      ['CWR is on the first only (RFC 3168 section 6.1.2)', ACK | CWR, [ACK | CWR, ACK, ACK]],
      ['ECE is on all', ACK | ECE, [ACK | ECE, ACK | ECE, ACK | ECE]],
      ['URG is on all', ACK | URG, [ACK | URG, ACK | URG, ACK | URG]],
    ])('%s', (_name, flags, expected) => {
      expect(flagsOf(cutTcp({ payload: three, flags }))).toEqual(expected)
    })

    it('the kernel may say that ECN is in use', () => {
      const packets = cutTcp({ payload: three, flags: ACK | CWR }, { gsoType: GSO.tcp4 | GSO.ecn })
      expect(flagsOf(packets)).toEqual([ACK | CWR, ACK, ACK])
    })

    it.each([4, 6] as const)('everything else is the same in all, IPv%d', (version) => {
      const fields: TcpFields = {
        version,
        payload: three,
        acknowledgement: 0x89ab_cdef,
        window: 0xfedc,
        urgentPointer: 0x1234,
        reserved: 1,
        tos: 0xb9,
        ttl: 17,
        flowLabel: 0xabcde,
        options: Uint8Array.from({ length: 40 }, (_, i) => i),
        source: 77,
        destination: 88,
      }
      const expected = [0, 1, 2].map((i) =>
        tcpPacket({
          ...fields,
          sequence: 1_000 + i * SIZE,
          identification: 7 + i,
          payload: three.slice(i * SIZE, (i + 1) * SIZE),
        }),
      )
      expect(cutTcp(fields)).toEqual(expected)
    })

    it.each<[string, boolean]>([
      ["with don't fragment", true],
      ['without', false],
    ])('the identification of IPv4 counts, over its end, %s', (_name, dontFragment) => {
      const packets = cutTcp({ payload: three, identification: 0xfffe, dontFragment })
      expect(packets.map((packet) => readTcp(packet).identification)).toEqual([0xfffe, 0xffff, 0])
      expect(packets.map((packet) => packet[6])).toEqual(Array(3).fill(dontFragment ? 0x40 : 0))
    })

    it('options of IPv4 are in all', () => {
      const packets = cutTcp({ payload: three, ipOptions: IPV4_OPTION })
      expect(packets.map((packet) => [...packet.subarray(20, 24)])).toEqual(Array(3).fill([...IPV4_OPTION]))
    })

    it.each<[string, number]>([
      ['hop-by-hop options', 0],
      ['destination options', 60],
    ])('extension headers of IPv6 are in all, and in the length: %s', (_name, type) => {
      const packets = cutTcp({ version: 6, payload: three, extension: { type, bytes: PADDED_EXTENSION } })
      expect(packets.map((packet) => packet[6])).toEqual([type, type, type])
      expect(packets.map((packet) => readTcp(packet).length)).toEqual(packets.map(({ length }) => length))
      expect(packets.map((packet) => [...packet.subarray(40, 48)])).toEqual(
        Array(3).fill([6, ...PADDED_EXTENSION.subarray(1)]),
      )
    })

    it('the checksum is for the address that the kernel summed, which a routing header hides', () => {
      const final = tcpPacket({ version: 6, payload: three, destination: 99 })
      const onTheWay = tcpPacket({
        version: 6,
        payload: three,
        extension: { type: 43, bytes: PADDED_EXTENSION },
      })
      const unfinished = pseudoSummed(onTheWay, { start: 48, addresses: final.subarray(8, 40) })
      const packets = cutOf(unfinished, { gsoType: GSO.tcp6, gsoSize: SIZE, checksumStart: 48 })
      const expected = cutTcp({ version: 6, payload: three, destination: 99 })
      expect(packets.map((packet) => [...packet.subarray(48)])).toEqual(
        expected.map((packet) => [...packet.subarray(40)]),
      )
    })

    it('up to 64 KiB', () => {
      const payload = someBytes(65_483)
      const packets = cutTcp({ payload }, { gsoSize: 1_448 })
      expect(packets).toHaveLength(46)
      expect(Buffer.concat(packets.map((packet) => readTcp(packet).payload))).toEqual(Buffer.from(payload))
    })

    it('down to single bytes', () => {
      expect(cutTcp({ payload: someBytes(300) }, { gsoSize: 1 })).toHaveLength(300)
    })
  })

  describe('of UDP', () => {
    const cutUdp = (payload: Uint8Array, fields: TcpFields = {}) =>
      cutOf(pseudoSummed(udpPacket(payload, fields)), {
        gsoType: GSO.udp,
        gsoSize: SIZE,
        checksumStart: fields.version === 6 ? 40 : 20,
        checksumOffset: 6,
      })

    it.each([4, 6] as const)('each is a datagram of its own, with its own length, IPv%d', (version) => {
      const packets = cutUdp(three, { version, identification: 0xfffe })
      const identification = [0xfffe, 0xffff, 0]
      expect(packets).toEqual(
        identification.map((id, i) =>
          udpPacket(three.slice(i * SIZE, (i + 1) * SIZE), { version, identification: id }),
        ),
      )
    })

    it('a checksum that comes out as zero is sent as all ones (RFC 768)', () => {
      // The two bytes are chosen so that the sum of the first datagram is all ones.
      const payload = Uint8Array.from([...new Uint8Array(SIZE), 1])
      const open = udpPacket(payload.slice(0, SIZE))
      payload.set(open.subarray(26, 28))
      const [first] = cutUdp(payload)
      expect([...first.subarray(26, 28)]).toEqual([0xff, 0xff])
    })
  })

  describe('one packet, of which only the checksum is missing', () => {
    it.each([
      ['TCP', 4, 16],
      ['TCP', 6, 16],
      ['UDP', 4, 6],
      ['UDP', 6, 6],
    ] as const)('%s over IPv%d gets it', (kind, version, checksumOffset) => {
      for (const length of [0, 1, 100, 1_001]) {
        const fields = { version, payload: someBytes(length) }
        const packet = kind === 'TCP' ? tcpPacket(fields) : udpPacket(someBytes(length), fields)
        const start = version === 4 ? 20 : 40
        const unfinished = pseudoSummed(packet)
        expect(cutOf(unfinished, { checksumStart: start, checksumOffset })).toEqual([packet])
      }
    })

    it('that is finished passes as it is, whatever it is', () => {
      for (const packet of [udpPacket(someBytes(9)), tcpPacket({ fragment: 0x2000 }), someBytes(77)]) {
        expect(cutOf(packet, { flags: 0 })).toEqual([packet])
      }
      // A packet that another computer sent, and that this one verified and forwards.
      expect(cutOf(tcpPacket(), { flags: 2 })).toEqual([tcpPacket()])
    })
  })

  it.each<[string, Uint8Array, Offload]>([
    ['no segment size', tcpPacket({ payload: three }), { gsoType: GSO.tcp4 }],
    ['a kind that was not agreed (UFO)', udpPacket(three), { gsoType: 3, gsoSize: SIZE }],
    [
      'headers behind the end',
      tcpPacket({ payload: three }),
      { gsoType: GSO.tcp4, gsoSize: SIZE, checksumStart: 60_000 },
    ],
    [
      'headers inside of the IP header',
      tcpPacket({ payload: three }),
      { gsoType: GSO.tcp4, gsoSize: SIZE, checksumStart: 19 },
    ],
    ['no payload', tcpPacket(), { gsoType: GSO.tcp4, gsoSize: SIZE }],
    [
      'options behind the end',
      tcpPacket({ options: new Uint8Array(0) }).fill(0xf0, 32, 33),
      { gsoType: GSO.tcp4, gsoSize: SIZE },
    ],
    ['a checksum behind the end', tcpPacket(), { checksumStart: 50, checksumOffset: 16 }],
    ['less than an IP header', tcpPacket().slice(0, 19), { flags: 0 }],
  ])('what makes no sense is dropped: %s', (_name, packet, offload) => {
    expect(cut(memory, handedOver(packet, offload))).toBeUndefined()
  })
})
