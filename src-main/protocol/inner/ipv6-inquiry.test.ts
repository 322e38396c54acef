import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import type { InnerBehaviour } from '../../testing/inner-behaviour.ts'
import { InnerRouter } from '../../testing/inner-router.ts'
import { fromHex, toHex } from '../bytes.ts'
import { parseIpv6 } from './ip-packet.ts'
import { Ipv6Inquiry } from './ipv6-inquiry.ts'

const OURS = fromHex('0211 22ff fe33 4455')

/** Lets the inquiry and a router talk until neither has anything to say; each step takes no time. */
function ask(
  behaviour: InnerBehaviour,
  { loses = 0 } = {},
): { inquiry: Ipv6Inquiry; now: number; asked: number } {
  const inquiry = new Ipv6Inquiry(OURS, nodeCrypto, 0)
  const router = new InnerRouter(behaviour, '10.0.0.1')
  let now = 0
  let asked = 0
  while (!inquiry.isOver) {
    for (let packet = inquiry.pollTransmit(); packet !== undefined; packet = inquiry.pollTransmit()) {
      asked += 1
      const answer = asked <= loses ? undefined : router.answer(packet)
      if (answer !== undefined) expect(inquiry.handlePacket(answer, now)).toBe(true)
    }
    now = inquiry.nextDeadline() ?? now
    inquiry.handleTimeout(now)
  }
  return { inquiry, now, asked }
}

const PREFIX = '2001:db8:20::'

describe('asking for IPv6', () => {
  it('begins with a solicitation from the link-local address to all routers, as in RFC 4861 section 4.1', () => {
    const packet = new Ipv6Inquiry(OURS, nodeCrypto, 0).pollTransmit()
    expect(packet && toHex(packet)).toBe(
      // Version, length 8, ICMPv6, hop limit 255; fe80::211:22ff:fe33:4455 to ff02::2; type 133.
      `60000000 0008 3a ff fe80000000000000 021122fffe334455 ff020000000000000000000000000002 85 00 159e 00000000`.replaceAll(
        ' ',
        '',
      ),
    )
  })

  it('makes an address in the prefix that the router names', () => {
    const { inquiry, asked } = ask({ router: { prefix: PREFIX, dns: ['2001:db8:20::53'] } })
    expect(inquiry.answer).toEqual({
      address: '2001:db8:20:0:211:22ff:fe33:4455',
      prefixLength: 64,
      dns: ['2001:db8:20::53'],
      domains: [],
    })
    expect(asked).toBe(1)
  })

  it('asks DHCPv6 for what the router leaves to it: name servers, or the address as well', () => {
    const servers = { dns: ['2001:db8:20::54'] }
    const other = ask({ router: { prefix: PREFIX, other: true }, dhcpv6: servers })
    expect(other.inquiry.answer).toMatchObject({ address: '2001:db8:20:0:211:22ff:fe33:4455', ...servers })
    expect(other.asked).toBe(2)
    const managed = ask({ router: { managed: true }, dhcpv6: { address: '2001:db8:20::7', ...servers } })
    expect(managed.inquiry.answer).toMatchObject({ address: '2001:db8:20::7', prefixLength: 128, ...servers })
    expect(managed.asked).toBe(3)
  })

  it('goes on with the address alone when DHCPv6 has no answer', () => {
    const { inquiry } = ask({ router: { prefix: PREFIX, other: true } })
    expect(inquiry.answer).toMatchObject({ address: '2001:db8:20:0:211:22ff:fe33:4455', dns: [] })
  })

  it.each([
    ['no router answers', {}],
    ['the router has nothing for us', { router: {} }],
    ['DHCPv6 should have an address, and nobody answers', { router: { managed: true } }],
    ['DHCPv6 should have an address, and has none', { router: { managed: true }, dhcpv6: {} }],
  ] satisfies [string, InnerBehaviour][])(
    'ends without an address within half a minute when %s',
    (_, behaviour) => {
      const { inquiry, now } = ask(behaviour)
      expect(inquiry.answer).toBeUndefined()
      expect(now).toBeLessThanOrEqual(30_000)
    },
  )

  it('asks again when questions are lost', () => {
    const { inquiry, now, asked } = ask({ router: { prefix: PREFIX } }, { loses: 2 })
    expect(inquiry.answer).toBeDefined()
    expect([asked, now]).toEqual([3, 3_000])
  })

  it('leaves the host whatever is no answer', () => {
    const inquiry = new Ipv6Inquiry(OURS, nodeCrypto, 0)
    const solicitation = inquiry.pollTransmit() ?? new Uint8Array()
    expect(inquiry.handlePacket(solicitation, 0)).toBe(false)
  })
})

describe('whatever a router says', () => {
  const answered = (packet: Uint8Array) => {
    const inquiry = new Ipv6Inquiry(OURS, nodeCrypto, 0)
    return inquiry.handlePacket(packet, 0)
  }
  const solicitation = new Ipv6Inquiry(OURS, nodeCrypto, 0).pollTransmit() ?? new Uint8Array()
  const behaviour = { router: { prefix: PREFIX, dns: ['2001:db8:20::53'] } }
  const good = new InnerRouter(behaviour, '10.0.0.1').answer(solicitation) ?? new Uint8Array()

  it('counts only from the link itself, whole and with a right checksum', () => {
    expect(answered(good)).toBe(true)
    for (const [at, value] of [
      [7, 254],
      [8, 0x20],
      [41, 1],
      [60, 0xaa],
    ]) {
      const changed = good.slice()
      changed[at] = value
      expect(answered(changed), `byte ${at}`).toBe(false)
    }
    for (let length = 0; length < good.length; length++)
      expect(answered(good.subarray(0, length))).toBe(false)
  })

  it('is read within bounds, and makes no address that cannot be one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 41), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const payload = (parseIpv6(good)?.payload ?? new Uint8Array()).slice()
        for (const [at, value] of changes) payload[at] = value
        const inquiry = new Ipv6Inquiry(OURS, nodeCrypto, 0)
        inquiry.handlePacket(withChecksum(good, payload), 0)
        const address = inquiry.answer?.address
        if (address !== undefined) expect(address).toMatch(/^([23][0-9a-f]{3}|f[cd][0-9a-f]{2}):/)
        expect((inquiry.answer?.dns.length ?? 0) <= 8).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })
})

/** The packet with another payload, and a checksum that fits. */
function withChecksum(packet: Uint8Array, payload: Uint8Array): Uint8Array {
  const changed = packet.slice()
  changed.set(payload, 40)
  changed.set([0, 0], 42)
  let sum = 58 + payload.length
  for (let i = 8; i < changed.length; i += 2) sum += (changed[i] << 8) | (changed[i + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  changed[42] = (~sum >>> 8) & 0xff
  changed[43] = ~sum & 0xff
  return changed
}
