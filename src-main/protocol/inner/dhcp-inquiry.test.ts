import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import type { InnerBehaviour } from '../../testing/inner-behaviour.ts'
import { InnerRouter } from '../../testing/inner-router.ts'
import { concat, fromHex, toHex } from '../bytes.ts'
import { parseClasslessRoutes } from './classless-routes.ts'
import { DHCP_HEADER, encodeDhcpInform, parseDhcpAck } from './dhcp-inform.ts'
import { DhcpInquiry } from './dhcp-inquiry.ts'
import { parseUdp4 } from './ip-packet.ts'

const ADDRESS = Uint8Array.of(10, 0, 0, 2)
const XID = 0x0102_0304

function ask(dhcp: InnerBehaviour['dhcp']): DhcpInquiry {
  const inquiry = new DhcpInquiry(ADDRESS, nodeCrypto, 0)
  const router = new InnerRouter(dhcp === undefined ? {} : { dhcp }, '10.0.0.1')
  while (!inquiry.isOver) {
    for (let packet = inquiry.pollTransmit(); packet !== undefined; packet = inquiry.pollTransmit()) {
      const answer = router.answer(packet)
      if (answer !== undefined) expect(inquiry.handlePacket(answer)).toBe(true)
    }
    inquiry.handleTimeout(inquiry.nextDeadline() ?? 0)
  }
  return inquiry
}

describe('a DHCPINFORM', () => {
  it('is a broadcast from our address that asks for name servers, domain and routes', () => {
    const packet = new DhcpInquiry(ADDRESS, nodeCrypto, 0).pollTransmit() ?? new Uint8Array()
    expect(parseUdp4(packet)).toMatchObject({
      source: ADDRESS,
      destination: Uint8Array.of(255, 255, 255, 255),
      sourcePort: 68,
      destinationPort: 67,
    })
  })

  it('is laid out as RFC 2131 section 2 has it', () => {
    const message = encodeDhcpInform({ xid: XID, address: ADDRESS })
    expect(toHex(message.subarray(0, 34))).toBe(
      `01 01 06 00 01020304 0000 0000 0a000002 ${'00000000'.repeat(3)} 0200 0a000002`.replaceAll(' ', ''),
    )
    expect(toHex(message.subarray(236, 259))).toBe(
      '63825363 3501 08 3d07 01 02000a000002 3704 06 0f 79 f9 ff'.replaceAll(' ', ''),
    )
    expect(message).toHaveLength(300)
  })

  it.each([121, 249] as const)('brings networks by option %i', (routesIn) => {
    const inquiry = ask({ dns: ['10.0.0.53'], domain: 'corp.example', routes: ['172.20.0.0/16'], routesIn })
    expect(inquiry.answer).toEqual({
      dns: ['10.0.0.53'],
      domain: 'corp.example',
      routes: { networks: ['172.20.0.0/16'], refused: [] },
    })
  })

  it('may bring nothing at all, or have no answer', () => {
    expect(ask({}).answer).toEqual({ dns: [], routes: { networks: [], refused: [] } })
    expect(ask(undefined).answer).toBeUndefined()
  })
})

describe('routes', () => {
  const routes = (text: string) => parseClasslessRoutes(fromHex(text))

  it('are those of the examples in RFC 3442', () =>
    expect(
      routes('08 0a 0a110000 18 0a0000 0a110000 10 0a11 0a110000 1b 0a1b8180 0a110000 19 0ae58080 0a110000'),
    ).toEqual({
      networks: ['10.0.0.0/8', '10.0.0.0/24', '10.17.0.0/16', '10.27.129.128/27', '10.229.128.128/25'],
      refused: [],
    }))

  it('are not taken when they would be everything, nearly everything, or nothing that can be reached', () =>
    expect(
      routes('00 0a000001 01 80 0a000001 07 0a 0a000001 08 7f 0a000001 08 e0 0a000001 20 c6336407 0a000001'),
    ).toEqual({
      networks: ['198.51.100.7/32'],
      refused: ['0.0.0.0/0', '128.0.0.0/1', '10.0.0.0/7', '127.0.0.0/8', '224.0.0.0/8'],
    }))

  it('have their host bits cleared', () =>
    expect(routes('0c ac1f 0a000001')?.networks).toEqual(['172.16.0.0/12']))

  it.each(['21 0a000000 0a000001', '08 0a 0a0000', '18 0a', 'ff'])('%s are none', (text) =>
    expect(routes(text)).toBeUndefined(),
  )

  it('are networks with clear host bits, and not too many of them, whatever is announced', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (data) => {
        const found = parseClasslessRoutes(data)
        expect((found?.networks.length ?? 0) <= 100).toBe(true)
        for (const network of found?.networks ?? []) {
          const [address = '', length = ''] = network.split('/')
          const number = address.split('.').reduce((value, byte) => value * 256 + Number(byte), 0)
          expect(number % 2 ** (32 - Number(length))).toBe(0)
        }
      }),
    )
  })
})

describe('an answer', () => {
  const head = concat(fromHex('02 01 06 00 01020304'), new Uint8Array(DHCP_HEADER - 12), fromHex('63825363'))
  const answer = (options: string, xid = XID) => parseDhcpAck(concat(head, fromHex(options)), xid)

  it('may split what is long (RFC 3396), and pad', () =>
    expect(answer('350105 00 7903 10ac14 7904 0a000001 00 ff')).toMatchObject({
      routes: { networks: ['172.20.0.0/16'] },
    }))

  it('names hosts as servers, and a domain that is one', () =>
    expect(answer('350105 0610 0a000035 00000000 7f000001 0a000035 0f09 636f7270 2e 65 78 00 00 ff')).toEqual(
      {
        dns: ['10.0.0.53'],
        domain: 'corp.ex',
        routes: { networks: [], refused: [] },
      },
    ))

  it('counts option 121 and not its twin when both are there (RFC 3442)', () =>
    expect(answer('350105 f905 08 0a 0a0000 7907 10ac14 0a000001 ff')).toMatchObject({
      routes: { networks: ['172.20.0.0/16'] },
    }))

  it('is one to our number, an acknowledgement, and whole', () => {
    expect(answer('350105 ff')).toBeDefined()
    expect(answer('350105 ff', 7)).toBeUndefined()
    expect(answer('350106 ff')).toBeUndefined()
    expect(answer('350105 06ff 01')).toBeUndefined()
    expect(answer('350105 79')).toBeUndefined()
  })

  it('is never thrown about', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (options) => {
        const found = parseDhcpAck(concat(head, fromHex('350105'), options), XID)
        expect((found?.dns.length ?? 0) <= 8).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
