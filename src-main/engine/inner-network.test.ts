import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { fromHex } from '../protocol/bytes.ts'
import type { InnerBehaviour } from '../testing/inner-behaviour.ts'
import { InnerRouter } from '../testing/inner-router.ts'
import { InnerNetwork, type Learnt } from './inner-network.ts'

const INTERFACE_ID = fromHex('0211 22ff fe33 4455')
const ADDRESS6 = { address: '2001:db8:20:0:211:22ff:fe33:4455', prefixLength: 64 }
const GRANTED = { address: '10.0.0.2', dns: ['10.0.0.53'], mtu: 1400 }

const profile: Profile = {
  ...defaultProfile({ host: 'vpn.example.com', port: 443 }),
  routing: { mode: 'only', networks: ['10.0.0.0/8'], lan: true, ipv6: 'block', serverRoutes: true },
}

/** A session's inner network, and a router that answers in the same breath. */
function setUp(
  behaviour: InnerBehaviour,
  { learnt = {}, routing = {} }: { learnt?: Learnt; routing?: Partial<Profile['routing']> } = {},
) {
  let router = new InnerRouter(behaviour, '10.0.0.1')
  const news: Learnt[] = []
  const sent: Uint8Array[] = []
  const logs: string[] = []
  const answers: Uint8Array[] = []
  const inner = new InnerNetwork({
    profile: { ...profile, routing: { ...profile.routing, ...routing } },
    learnt,
    send: (packet) => {
      sent.push(packet)
      const answer = router.answer(packet)
      if (answer !== undefined) answers.push(answer)
    },
    onLearnt: (what) => news.push(what),
    log: (_, text) => logs.push(text),
  })
  /** Delivers what the router said; true when all of it was for us. */
  const deliver = () => {
    let taken = true
    for (let answer = answers.shift(); answer !== undefined; answer = answers.shift()) {
      taken = inner.take(answer, 0, answer.length) && taken
    }
    return taken
  }
  const change = (next: InnerBehaviour) => {
    router = new InnerRouter(next, '10.0.0.1')
  }
  return { inner, news, sent, logs, deliver, change }
}

afterEach(() => {
  vi.useRealTimers()
})

const BOTH: InnerBehaviour = { router: { prefix: '2001:db8:20::' }, dhcp: { routes: ['172.20.0.0/16'] } }

describe('what is learnt inside the tunnel', () => {
  it('is asked for when the link is up, and looked for among the packets only until it is known', () => {
    const { inner, news, sent, deliver } = setUp(BOTH)
    inner.setIpv6(INTERFACE_ID)
    expect(sent).toEqual([])
    inner.start(GRANTED)
    expect(sent).toHaveLength(2)
    expect(deliver()).toBe(true)
    expect(news.at(-1)).toEqual({ announced: ['172.20.0.0/16'], address6: ADDRESS6, dns: [] })
    const again = new InnerRouter(BOTH, '10.0.0.1').answer(sent[0]) ?? new Uint8Array()
    expect(inner.take(again, 0, again.length)).toBe(false)
    inner.stop()
  })

  it('is an address of IPv6 only as long as the server lets us have it; then another one is asked for, and that is said', async () => {
    vi.useFakeTimers()
    const { inner, news, logs, sent, deliver, change } = setUp(BOTH, { routing: { mode: 'all' } })
    inner.setIpv6(INTERFACE_ID)
    inner.start(GRANTED)
    deliver()
    await vi.advanceTimersByTimeAsync(1_800_000)
    expect(sent).toHaveLength(2)
    deliver()
    change({ router: { prefix: '2001:db8:21::' } })
    await vi.advanceTimersByTimeAsync(1_800_000)
    deliver()
    expect(news).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_800_000)
    expect(news.at(-1)).toEqual({ dns: [] })
    expect(logs).toContain(`the server gives the IPv6 address ${ADDRESS6.address} no longer`)
    deliver()
    expect(news.at(-1)?.address6?.address).toBe('2001:db8:21:0:211:22ff:fe33:4455')
    inner.setIpv6(undefined)
    await vi.advanceTimersByTimeAsync(7_200_000)
    expect(news).toHaveLength(4)
    inner.stop()
  })

  it('is a name server of the router only for as long as the router says; then it is asked no more, and that is said', async () => {
    vi.useFakeTimers()
    const router = { prefix: '2001:db8:20::', dns: ['2001:db8:20::53'], dnsSeconds: 600 }
    const { inner, news, logs, deliver, change } = setUp({ router }, { routing: { mode: 'all' } })
    inner.setIpv6(INTERFACE_ID)
    inner.start({ ...GRANTED, dns: [] })
    deliver()
    expect(news.at(-1)?.dns).toEqual(['2001:db8:20::53'])
    await vi.advanceTimersByTimeAsync(400_000)
    deliver()
    change({ router: { prefix: '2001:db8:20::' } })
    await vi.advanceTimersByTimeAsync(599_000)
    deliver()
    expect(news).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(news.at(-1)).toEqual({ address6: ADDRESS6, dns: [] })
    expect(logs.at(-1)).toBe('the router in the tunnel has no name servers now')
    inner.stop()
  })

  it('is no name server that only IPv6 leads to when there is no IPv6 any more', () => {
    const router = { prefix: '2001:db8:20::', dns: ['2001:db8:20::53'] }
    const { inner, news, deliver } = setUp({ router, dhcp: { dns: ['10.0.0.54'] } })
    inner.setIpv6(INTERFACE_ID)
    inner.start(GRANTED)
    deliver()
    expect(news.at(-1)?.dns?.toSorted()).toEqual(['10.0.0.54', '2001:db8:20::53'])
    inner.setIpv6(undefined)
    expect(news.at(-1)?.dns).toEqual(['10.0.0.54'])
    inner.stop()
  })

  it('is IPv6 whenever IPV6CP is opened, also later', () => {
    const { inner, news, deliver } = setUp(BOTH, { routing: { mode: 'all' } })
    inner.start(GRANTED)
    inner.setIpv6(INTERFACE_ID)
    deliver()
    expect(news).toEqual([{ address6: ADDRESS6, dns: [] }])
    inner.setIpv6(undefined)
    expect(news.at(-1)).toEqual({ dns: [] })
    inner.stop()
  })

  it.each([
    ['a full tunnel', { mode: 'all' }],
    ['a profile that does not want them', { serverRoutes: false }],
  ] as const)('is not networks for %s', (_, routing) => {
    const { inner, sent } = setUp(BOTH, { routing })
    inner.start(GRANTED)
    expect(sent).toEqual([])
    inner.stop()
  })

  it('is name servers when PPP named none', () => {
    const { inner, news, deliver } = setUp({ dhcp: { dns: ['10.0.0.54'] } }, { routing: { mode: 'all' } })
    inner.start({ ...GRANTED, dns: [] })
    deliver()
    expect(news).toEqual([{ announced: [], dns: ['10.0.0.54'] }])
    inner.stop()
  })
})

describe('what an earlier session has learnt', () => {
  const learnt: Learnt = { address6: ADDRESS6, announced: ['172.20.0.0/16'], dns: [] }

  it('holds, and is no news when it is the same again, so that nothing inside is disturbed', () => {
    const { inner, news, deliver } = setUp(BOTH, { learnt })
    expect(inner.learnt).toEqual(learnt)
    inner.setIpv6(INTERFACE_ID)
    inner.start(GRANTED)
    deliver()
    expect(news).toEqual([])
    inner.stop()
  })

  it('is corrected by what this session learns', () => {
    const { inner, news, deliver } = setUp({ dhcp: { routes: ['172.21.0.0/16'] } }, { learnt })
    inner.start(GRANTED)
    deliver()
    expect(news.at(-1)?.announced).toEqual(['172.21.0.0/16'])
    inner.stop()
  })

  it('of IPv6 is given up when the server does not come forward with it', async () => {
    vi.useFakeTimers()
    const { inner, news } = setUp({}, { learnt, routing: { mode: 'all' } })
    inner.start(GRANTED)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(news).toEqual([{ announced: ['172.20.0.0/16'], dns: [] }])
    inner.stop()
  })

  it('is asked about no more when the session is over', async () => {
    vi.useFakeTimers()
    const { inner, sent } = setUp({}, { learnt })
    inner.start(GRANTED)
    inner.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
  })
})
