import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InnerRouter } from '../../testing/inner-router.ts'
import { fromHex } from '../bytes.ts'
import { AdvertisedServers } from './advertised-servers.ts'
import { encodeRouterSolicitation } from './router-discovery.ts'

const OURS = fromHex('0211 22ff fe33 4455')
const OURS_LINK = fromHex('fe80 0000 0000 0000 0211 22ff fe33 4455')
const ONE = '2001:db8:20::53'
const OTHER = '2001:db8:20::54'
const HOUR_MS = 3_600_000

/** Servers that are known for an hour from time 0 on, and a router that answers only when a test lets it. */
class Story {
  readonly servers: AdvertisedServers
  readonly askedAt: number[] = []
  readonly #answers: boolean
  #now = 0

  constructor(known: Record<string, number> = { [ONE]: HOUR_MS }, { answers = false } = {}) {
    this.servers = new AdvertisedServers(new Map(Object.entries(known)), OURS, 0)
    this.#answers = answers
  }

  get names(): string[] {
    return [...this.servers.known.keys()]
  }

  announce(dns: readonly string[], dnsSeconds?: number): boolean {
    const router = { dns, ...(dnsSeconds !== undefined && { dnsSeconds }) }
    const packet = new InnerRouter({ router }, '10.0.0.1').answer(encodeRouterSolicitation(OURS_LINK))
    return packet !== undefined && this.servers.handlePacket(packet, this.#now)
  }

  /** Lets time pass; whatever is due happens at its time. */
  until(time: number): this {
    let due = this.servers.nextDeadline()
    for (; due !== undefined && due <= time; due = this.servers.nextDeadline()) {
      this.#now = due
      this.servers.handleTimeout(due)
      while (this.servers.pollTransmit() !== undefined) {
        this.askedAt.push(due)
        if (this.#answers) this.announce([ONE])
      }
    }
    this.#now = time
    return this
  }
}

describe('a name server that a router announced', () => {
  it('is asked no longer when its time is up and nobody renews it; questions become rare meanwhile', () => {
    const story = new Story().until(HOUR_MS - 1)
    expect(story.servers.isOver).toBe(false)
    expect(story.askedAt.map((at) => at - (2 * HOUR_MS) / 3)).toEqual([
      0, 10_000, 30_000, 70_000, 150_000, 310_000, 630_000,
    ])
    story.until(HOUR_MS)
    expect(story.servers.isOver).toBe(true)
    expect(story.names).toEqual([])
    expect(story.servers.nextDeadline()).toBeUndefined()
  })

  it('stays for a day when the router answers', () => {
    const story = new Story({ [ONE]: HOUR_MS }, { answers: true }).until(24 * HOUR_MS)
    expect(story.servers.isOver).toBe(false)
    expect(story.askedAt).toHaveLength(36)
  })

  it('stays by what is announced unasked, and nobody has to ask then', () => {
    const story = new Story()
    for (let time = 0; time < 5 * HOUR_MS; time += HOUR_MS / 2) {
      story.until(time)
      expect(story.announce([ONE])).toBe(true)
    }
    expect(story.servers.isOver).toBe(false)
    expect(story.askedAt).toEqual([])
  })

  it('goes at once when the router takes it back, and another one comes', () => {
    const story = new Story().until(60_000)
    story.announce([ONE], 0)
    expect([story.servers.isOver, story.names]).toEqual([true, []])
    const second = new Story().until(60_000)
    second.announce([OTHER])
    expect([second.servers.isOver, second.names]).toEqual([true, [ONE, OTHER]])
  })

  it('goes alone: others stay as long as they may', () => {
    const story = new Story({ [ONE]: HOUR_MS, [OTHER]: 2 * HOUR_MS }).until(HOUR_MS)
    expect([story.servers.isOver, story.names]).toEqual([true, [OTHER]])
  })

  it('without an end is never asked about', () => {
    const story = new Story().until(60_000)
    story.announce([ONE], 0xffff_ffff)
    expect(story.servers.nextDeadline()).toBeUndefined()
  })
})

describe('a router that says something else all the time', () => {
  it('is heard every ten seconds at most, and not at all when it says the same again by then', () => {
    const story = new Story()
    story.announce([OTHER])
    expect(story.servers.isOver).toBe(false)
    expect(story.until(9_999).servers.isOver).toBe(false)
    expect(story.until(10_000).servers.isOver).toBe(true)
    const fickle = new Story()
    fickle.announce([OTHER])
    fickle.announce([OTHER], 0)
    expect(fickle.until(20_000).servers.isOver).toBe(false)
  })

  it('fills no memory', () => {
    const story = new Story()
    for (let i = 0; i < 100; i++) story.announce([`2001:db8:20::${(i + 100).toString(16)}`])
    expect(story.names).toHaveLength(8)
    expect(story.names).toContain(ONE)
  })

  it('never makes anybody ask without a pause, whatever times it names', () => {
    const step = fc.record({
      after: fc.nat(20_000),
      seconds: fc.nat(30),
      server: fc.constantFrom(ONE, OTHER),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const story = new Story({ [ONE]: 1_000 })
        let time = 0
        for (const { after, seconds, server } of steps) {
          time += after
          story.until(time).announce([server], seconds)
        }
        story.until(time + HOUR_MS)
        const pauses = story.askedAt.map((at, i) => at - (story.askedAt[i - 1] ?? 0))
        expect(pauses.every((pause) => pause >= 10_000)).toBe(true)
      }),
    )
  })
})

it('leaves to others what is about no name server', () => {
  const story = new Story()
  const packet = new InnerRouter({ router: { prefix: '2001:db8:20::' } }, '10.0.0.1').answer(
    encodeRouterSolicitation(OURS_LINK),
  )
  expect(packet && story.servers.handlePacket(packet, 0)).toBe(false)
})
