import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import type { InnerBehaviour } from '../../testing/inner-behaviour.ts'
import { InnerRouter } from '../../testing/inner-router.ts'
import { fromHex } from '../bytes.ts'
import { DHCPV6, parseDhcpv6 } from './dhcpv6-message.ts'
import { parseUdp6 } from './ip-packet.ts'
import { Ipv6Inquiry } from './ipv6-inquiry.ts'
import { Ipv6Lease } from './ipv6-lease.ts'
import { encodeRouterSolicitation } from './router-discovery.ts'

const OURS = fromHex('0211 22ff fe33 4455')
const PREFIX = '2001:db8:20::'
const HOUR_MS = 3_600_000

interface Said {
  at: number
  what: string
}

/** An address that was given at time 0 under `first`, and a router that behaves as `then` does from then on. */
class Story {
  readonly said: Said[] = []
  readonly lease: Ipv6Lease
  #then: InnerBehaviour
  #now = 0

  constructor(first: InnerBehaviour, then: InnerBehaviour = first) {
    const inquiry = new Ipv6Inquiry(OURS, nodeCrypto, 0)
    const router = new InnerRouter(first, '10.0.0.1')
    for (let packet = inquiry.pollTransmit(); packet !== undefined; packet = inquiry.pollTransmit()) {
      const answer = router.answer(packet)
      if (answer !== undefined) inquiry.handlePacket(answer, 0)
    }
    if (inquiry.terms === undefined) throw new Error('there is no address')
    this.lease = new Ipv6Lease(inquiry.terms, OURS, nodeCrypto, 0)
    this.#then = then
  }

  /** What the router does from now on. */
  change(behaviour: InnerBehaviour): void {
    this.#then = behaviour
  }

  /** What the router says without having been asked. */
  announce(behaviour: InnerBehaviour): boolean {
    const packet = new InnerRouter(behaviour, '10.0.0.1').answer(encodeRouterSolicitation(OURS_LINK))
    return packet !== undefined && this.lease.handlePacket(packet, this.#now)
  }

  /** Lets time pass; whatever is due happens at its time. */
  until(time: number): this {
    for (
      let due = this.lease.nextDeadline();
      due !== undefined && due <= time;
      due = this.lease.nextDeadline()
    ) {
      this.#now = due
      this.lease.handleTimeout(due)
      this.#talk()
    }
    this.#now = time
    return this
  }

  #talk(): void {
    const router = new InnerRouter(this.#then, '10.0.0.1')
    for (let packet = this.lease.pollTransmit(); packet !== undefined; packet = this.lease.pollTransmit()) {
      this.said.push({ at: this.#now, what: nameOf(packet) })
      const answer = router.answer(packet)
      if (answer !== undefined) this.lease.handlePacket(answer, this.#now)
    }
  }
}

const OURS_LINK = fromHex('fe80 0000 0000 0000 0211 22ff fe33 4455')
const NAMES: Record<number, string> = { [DHCPV6.renew]: 'renew', [DHCPV6.rebind]: 'rebind' }

function nameOf(packet: Uint8Array): string {
  const message = parseDhcpv6(parseUdp6(packet)?.payload ?? new Uint8Array())
  return message === undefined ? 'solicitation' : (NAMES[message.type] ?? String(message.type))
}

const ROUTER: InnerBehaviour = { router: { prefix: PREFIX } }
const DHCP: InnerBehaviour = {
  router: { managed: true },
  dhcpv6: { address: '2001:db8:20::7', renewSeconds: 1_200 },
}

describe('an address in a prefix of the router', () => {
  it('is kept for a day by asking the router whenever half of its hour is over', () => {
    const story = new Story(ROUTER).until(24 * HOUR_MS)
    expect(story.lease.isOver).toBe(false)
    expect(story.said).toHaveLength(48)
    expect(story.said[0]).toEqual({ at: HOUR_MS / 2, what: 'solicitation' })
  })

  it('is lost after its time when nobody answers; questions become rare meanwhile', () => {
    const story = new Story(ROUTER, {}).until(HOUR_MS - 1)
    expect(story.lease.isOver).toBe(false)
    expect(story.said.map(({ at }) => at - HOUR_MS / 2)).toEqual([
      0, 10_000, 30_000, 70_000, 150_000, 310_000, 630_000, 1_230_000,
    ])
    expect(story.until(HOUR_MS).lease.isOver).toBe(true)
    expect(story.lease.nextDeadline()).toBeUndefined()
  })

  it('is kept by what the router announces unasked, and needs no question then', () => {
    const story = new Story(ROUTER, {})
    for (let time = 0; time < 5 * HOUR_MS; time += HOUR_MS / 4) {
      story.until(time)
      expect(story.announce(ROUTER)).toBe(true)
    }
    expect(story.said).toEqual([])
    expect(story.lease.isOver).toBe(false)
  })

  it('that the router takes back goes two hours later at the latest, and never sooner for it', () => {
    const long = new Story({ router: { prefix: PREFIX, seconds: 86_400 } }, {}).until(HOUR_MS)
    const back: InnerBehaviour = { router: { prefix: PREFIX, seconds: 0 } }
    long.announce(back)
    expect(long.until(3 * HOUR_MS - 1).lease.isOver).toBe(false)
    expect(long.until(3 * HOUR_MS).lease.isOver).toBe(true)
    const short = new Story(ROUTER, {}).until(HOUR_MS / 4)
    short.announce(back)
    expect(short.until(HOUR_MS - 1).lease.isOver).toBe(false)
  })

  it('of another prefix is nothing that it could go on with', () => {
    const story = new Story(ROUTER, { router: { prefix: '2001:db8:21::' } }).until(HOUR_MS)
    expect(story.lease.isOver).toBe(true)
  })

  it('without an end is never asked about', () => {
    const story = new Story({ router: { prefix: PREFIX, seconds: 0xffff_ffff } })
    expect(story.lease.nextDeadline()).toBeUndefined()
  })
})

describe('an address from DHCPv6', () => {
  it('is renewed when the server wants it', () => {
    const story = new Story(DHCP).until(HOUR_MS)
    expect(story.said).toEqual([
      { at: 1_200_000, what: 'renew' },
      { at: 2_400_000, what: 'renew' },
      { at: 3_600_000, what: 'renew' },
    ])
  })

  it('is renewed after half of its time when the server leaves that to us', () => {
    const story = new Story({ router: { managed: true }, dhcpv6: { address: '2001:db8:20::7' } })
    expect(story.lease.nextDeadline()).toBe(HOUR_MS / 2)
  })

  it('is asked for of any server when its own is silent, and lost at the end of its time', () => {
    const story = new Story(DHCP, {}).until(HOUR_MS)
    const rebinds = story.said.filter(({ what }) => what === 'rebind')
    expect(story.said[0]).toEqual({ at: 1_200_000, what: 'renew' })
    expect(rebinds.every(({ at }) => at >= 0.8 * HOUR_MS)).toBe(true)
    expect(rebinds.length).toBeGreaterThan(0)
    expect(story.lease.isOver).toBe(true)
  })

  it('comes back with whichever server answers late', () => {
    const story = new Story(DHCP, {}).until(0.9 * HOUR_MS)
    story.change(DHCP)
    expect(story.until(1.5 * HOUR_MS).lease.isOver).toBe(false)
  })

  it('is lost at once when the server answers with another one, or with none', () => {
    for (const dhcpv6 of [{ address: '2001:db8:20::8' }, {}]) {
      const story = new Story(DHCP, { ...DHCP, dhcpv6 }).until(1_200_000)
      expect(story.lease.isOver).toBe(true)
    }
  })

  it('makes nobody ask without a pause, however short its times are', () => {
    const dhcpv6 = { address: '2001:db8:20::7', seconds: 40, renewSeconds: 1 }
    const story = new Story({ router: { managed: true }, dhcpv6 }).until(100_000)
    expect(story.said).toHaveLength(10)
  })
})
