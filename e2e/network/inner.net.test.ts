import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../src-main/protocol/bytes.ts'
import { linkLocal } from '../../src-main/protocol/inner/ipv6-address.ts'
import { encodeRouterSolicitation } from '../../src-main/protocol/inner/router-discovery.ts'
import { PROTOCOL } from '../../src-main/protocol/ppp/constants.ts'
import { encodeFrame } from '../../src-main/protocol/ppp/frame.ts'
import { encodeDataPacket } from '../../src-main/protocol/sstp/data-header.ts'
import { InnerRouter } from '../../src-main/testing/inner-router.ts'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { TUNNEL } from '../testbed/sstp-server.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { waitFor } from '../testbed/wait-for.ts'

/** Documentation's prefix, so that nothing takes it for a local network. */
const PREFIX = '2001:db8:77::'
const SERVER6 = `${PREFIX}1`

/** An address that only a default route leads to, behind the server. */
const BEYOND6 = '2001:db8:88::1'

let lab: Lab
let before: Snapshot

beforeAll(async () => {
  lab = await Lab.create()
  await lab.server.exec('ip', ['-6', 'addr', 'add', `${BEYOND6}/128`, 'dev', 'lo'])
  const web = lab.server.spawnNode(join(import.meta.dirname, '../testbed/traffic/server.ts'), [BEYOND6, '80'])
  await web.line('start', (line) => line === 'ready')
  before = await lab.client.snapshot()
})

afterAll(async () => {
  await lab?.remove()
})

type Facts = Extract<CliEvent, { type: 'facts' }>

const dial = (more = '', args = ['--once']) =>
  Culvert.connect(lab.client, { profile: lab.profile({ more }), password: LAB.password, args })

/** The facts that are known once something was learnt inside the tunnel. */
const learnt = (culvert: Culvert, matches: (facts: Facts) => boolean) =>
  culvert.event('new facts', (event): event is Facts => event.type === 'facts' && matches(event))

/** The announced networks in everything that became known. */
const announcements = (culvert: Culvert) =>
  culvert.events.flatMap((event) =>
    event.type === 'facts' ? event.routes.filter((route) => route.startsWith('announced')) : [],
  )

const ping = (address: string) => lab.client.exec('ping', ['-c', '3', '-i', '0.2', '-W', '2', address])

async function leave(culvert: Culvert): Promise<void> {
  expect(await culvert.disconnect()).toMatchObject({ code: 0, errors: '' })
  expect(await lab.client.snapshot()).toEqual(before)
}

describe('IPv6 in the tunnel', () => {
  it('is taken from the router at the other end, and carries pings and pages both ways', async () => {
    await lab.restart({ difference: { inner: { ipv6: {}, router: { prefix: PREFIX } } } })
    const culvert = dial()
    await culvert.connected()
    const { address6, routes } = await learnt(culvert, (facts) => facts.address6 !== undefined)
    expect(address6).toMatch(/^2001:db8:77:/)
    expect(routes).toContain('all IPv4 and IPv6 traffic through the tunnel')
    await ping(SERVER6)
    expect(await lab.farEnd.get(lab.client, `http://[${BEYOND6}]/`)).toBe(PAGE)
    await ping(LAB.inside)
    await lab.server.exec('ping', ['-c', '2', '-i', '0.2', '-W', '2', String(address6)])
    await leave(culvert)
  })

  it('may have its address from DHCPv6, under the identifier that the server insists on', async () => {
    await lab.restart({
      difference: {
        inner: {
          ipv6: { assigned: '02000000000000aa' },
          router: { managed: true },
          dhcpv6: { address: `${PREFIX}7` },
        },
      },
    })
    const culvert = dial()
    const { address6 } = await learnt(culvert, (facts) => facts.address6 !== undefined)
    expect(address6).toBe(`${PREFIX}7`)
    await leave(culvert)
  })

  it('keeps its address for as long as it gets more time for it', async () => {
    await lab.restart({ difference: { inner: { ipv6: {}, router: { prefix: PREFIX, seconds: 15 } } } })
    const culvert = dial()
    await learnt(culvert, (facts) => facts.address6 !== undefined)
    // Without having asked for more time, the address would be gone after fifteen of these seconds.
    await lab.client.exec('ping', ['-c', '18', '-i', '1', '-W', '2', SERVER6])
    const addresses = culvert.events.flatMap((event) => (event.type === 'facts' ? [event.address6] : []))
    expect(addresses.slice(addresses.findIndex((address) => address !== undefined))).not.toContain(undefined)
    await leave(culvert)
  })

  it('loses its address when its time is up, says so, and asks for another', async () => {
    const dhcpv6 = { address: `${PREFIX}7`, seconds: 12, once: true }
    await lab.restart({ difference: { inner: { ipv6: {}, router: { managed: true }, dhcpv6 } } })
    const culvert = dial()
    await learnt(culvert, (facts) => facts.address6 !== undefined)
    await culvert.event(
      'word of the loss',
      (event): event is CliEvent =>
        event.type === 'log' &&
        event.text === `the server gives the IPv6 address ${dhcpv6.address} no longer`,
    )
    // It gets the same one, so that only what became known shows that it had none for a moment.
    const addresses = () =>
      culvert.events.flatMap((event) => (event.type === 'facts' ? [event.address6] : []))
    const lost = () => addresses().indexOf(undefined, addresses().indexOf(dhcpv6.address))
    await waitFor('another address', () => lost() > 0 && addresses().includes(dhcpv6.address, lost()))
    await leave(culvert)
  })

  it('carries a chosen network alone when the profile says so', async () => {
    await lab.restart({ difference: { inner: { ipv6: {}, router: { prefix: PREFIX } } } })
    const culvert = dial(`[routing]\nmode = "only"\nnetworks = ["${BEYOND6}/48"]`)
    await learnt(culvert, (facts) => facts.address6 !== undefined)
    expect(await lab.farEnd.get(lab.client, `http://[${BEYOND6}]/`)).toBe(PAGE)
    await leave(culvert)
  })

  it('is blocked where the server has none, and left alone when the profile says that', async () => {
    await lab.restart()
    const routeTo = async () => {
      const { stdout } = await lab.client.exec('ip', ['-6', 'route', 'get', BEYOND6], { check: false })
      return stdout
    }
    await lab.client.exec('ip', ['-6', 'route', 'add', 'default', 'dev', 'eth0'])
    const blocked = dial()
    await blocked.connected()
    expect(await routeTo()).not.toContain('eth0')
    await blocked.disconnect()
    const left = dial('[routing]\nipv6 = "leave"')
    await left.connected()
    expect(await routeTo()).toContain('eth0')
    await left.disconnect()
    await lab.client.exec('ip', ['-6', 'route', 'del', 'default', 'dev', 'eth0'])
  })
})

describe('a router in the tunnel that nobody asked', () => {
  it('gives this computer neither routes nor addresses, however often it speaks', async () => {
    const router = new InnerRouter({ router: { prefix: '2001:db8:666::' } }, TUNNEL.server)
    const solicitation = encodeRouterSolicitation(linkLocal(new Uint8Array(8).fill(7)))
    const advertisement = router.answer(solicitation) ?? new Uint8Array()
    const hex = toHex(encodeDataPacket(encodeFrame(PROTOCOL.ipv6, advertisement)))
    const does = { type: 'send', hex } as const
    const incidents = [1_000, 1_500, 2_000].map((afterMs) => ({ at: 'network-up', afterMs, does }) as const)
    await lab.restart({
      difference: { incidents, inner: { ipv6: {}, router: { prefix: PREFIX } } },
    })
    const culvert = dial()
    await learnt(culvert, (facts) => facts.address6 !== undefined)
    const received = async () => {
      const { stdout } = await lab.client.exec('cat', ['/proc/net/dev_snmp6/sstp0'])
      return Number(/^Icmp6InRouterAdvertisements\s+(\d+)/m.exec(stdout)?.[1])
    }
    await waitFor('three advertisements', async () => (await received()) === 3)
    const { stdout: main } = await lab.client.exec('ip', ['-6', 'route', 'show', 'table', 'main'])
    const { stdout: addresses } = await lab.client.exec('ip', ['-6', 'addr', 'show', 'dev', 'sstp0'])
    expect(main).not.toContain('sstp0')
    expect(addresses).not.toContain('666')
    await leave(culvert)
  })
})

describe('networks that the server announces', () => {
  const ONLY = '[routing]\nmode = "only"\nnetworks = ["10.99.0.0/16"]\n'
  const NO_NAMES = '[dns]\nmode = "none"\n'
  const routes = ['10.88.0.0/16', '0.0.0.0/0']

  it.each([121, 249] as const)('go through the tunnel as well, from option %i', async (routesIn) => {
    await lab.restart({ difference: { inner: { dhcp: { routes, routesIn } } } })
    const culvert = dial(ONLY + NO_NAMES)
    await culvert.connected()
    const facts = await learnt(culvert, ({ routes }) => routes.some((route) => route.includes('10.88')))
    expect(facts.routes).toEqual([
      'through the tunnel: 10.99.0.0/16',
      'announced by the server: 10.88.0.0/16',
      'everything else direct',
    ])
    expect(culvert.events).toContainEqual({
      type: 'log',
      level: 'warn',
      text: 'not taken, because it is too wide: 0.0.0.0/0',
    })
    await ping(LAB.inside)
    await leave(culvert)
  })

  it('are not asked for when the profile does not want them', async () => {
    await lab.restart({ difference: { inner: { dhcp: { routes } } } })
    const culvert = dial(`${ONLY}server-routes = false\n${NO_NAMES}`)
    await culvert.connected()
    await expect(ping(LAB.inside)).rejects.toThrow()
    expect(announcements(culvert)).toEqual([])
    await leave(culvert)
  })
})

describe('a full tunnel without the local network', () => {
  it('reaches no neighbour, although the connection itself goes over the same cable', async () => {
    await lab.client.exec('ip', ['addr', 'add', '192.168.7.2/24', 'dev', 'eth0'])
    await lab.server.exec('ip', ['addr', 'add', '192.168.7.1/24', 'dev', 'wan0'])
    const routeTo = async (address: string) => (await lab.client.exec('ip', ['route', 'get', address])).stdout
    await lab.restart()
    const open = dial()
    await open.connected()
    expect(await routeTo('192.168.7.1')).toContain('eth0')
    await open.disconnect()
    const closed = dial('[routing]\nlan = false')
    await closed.connected()
    expect(await routeTo('192.168.7.1')).toContain('sstp0')
    expect(await routeTo(LAB.server)).toContain('eth0')
    await ping(LAB.inside)
    // What is bound to the device, as DHCP clients are when they renew an address, still reaches it.
    const { stdout } = await lab.client.exec('ip', ['route', 'get', '192.168.7.1', 'oif', 'eth0'])
    expect(stdout).toContain('eth0')
    await closed.disconnect()
    await lab.client.exec('ip', ['addr', 'del', '192.168.7.2/24', 'dev', 'eth0'])
    await lab.server.exec('ip', ['addr', 'del', '192.168.7.1/24', 'dev', 'wan0'])
    expect(await lab.client.snapshot()).toEqual(before)
  })
})

describe('names after connecting', () => {
  /** A name server on the cable, at which nothing listens. */
  const OUTSIDE = '192.168.7.53'

  /** What came to a port of the server's side where nobody listens. */
  async function refusedDatagrams(): Promise<number> {
    const { stdout } = await lab.server.exec('cat', ['/proc/net/snmp'])
    const [names = [], values = []] = [...stdout.matchAll(/^Udp: (.*)$/gm)].map(([, line]) => line.split(' '))
    return Number(values[names.indexOf('NoPorts')])
  }

  const checked = (culvert: Culvert) =>
    learnt(culvert, ({ dnsThroughTunnel }) => dnsThroughTunnel !== undefined)

  it('go through the tunnel when the server names a name server', async () => {
    await lab.restart()
    const culvert = dial()
    expect((await checked(culvert)).dnsThroughTunnel).toBe(true)
    await culvert.event(
      'line about names',
      (event): event is CliEvent =>
        event.type === 'log' && event.text === `names go through the tunnel, to ${LAB.inside}`,
    )
    await leave(culvert)
  })

  it('are seen to go around it when they do, and nothing is sent there to find out', async () => {
    await lab.restart({ difference: { ipcp: { dns: 'reject' } } })
    await lab.client.exec('ip', ['addr', 'add', '192.168.7.2/24', 'dev', 'eth0'])
    await lab.server.exec('ip', ['addr', 'add', `${OUTSIDE}/24`, 'dev', 'wan0'])
    await lab.client.setNameServers(OUTSIDE)
    const before53 = await refusedDatagrams()
    const culvert = dial()
    expect((await checked(culvert)).dnsThroughTunnel).toBe(false)
    expect(culvert.events).toContainEqual({
      type: 'log',
      level: 'warn',
      text: `names do not go through the tunnel: ${OUTSIDE} is asked outside`,
    })
    await culvert.disconnect()
    expect(await refusedDatagrams()).toBe(before53)
    // The judge would have seen it.
    await lab.client.exec('bash', ['-c', `echo question > /dev/udp/${OUTSIDE}/53`])
    expect(await refusedDatagrams()).toBe(before53 + 1)
    await lab.client.exec('ip', ['addr', 'del', '192.168.7.2/24', 'dev', 'eth0'])
    await lab.server.exec('ip', ['addr', 'del', `${OUTSIDE}/24`, 'dev', 'wan0'])
    await lab.client.exec('sh', ['-c', "echo '# no name servers' > /etc/resolv.conf"])
    expect(await lab.client.snapshot()).toEqual(before)
  })
})

describe('a network of this computer that the profile collides with', () => {
  it('is warned of, and the connection is made all the same', async () => {
    await lab.restart()
    await lab.client.exec('ip', ['addr', 'add', '10.99.7.2/24', 'dev', 'eth0'])
    const culvert = dial('[routing]\nmode = "only"\nnetworks = ["10.99.0.0/16"]')
    await culvert.connected()
    await culvert.event(
      'warning about the clash',
      (event): event is CliEvent =>
        event.type === 'log' &&
        event.level === 'warn' &&
        event.text.includes('10.99.7.0/24 (eth0) lies within'),
    )
    expect(await culvert.disconnect()).toMatchObject({ code: 0, errors: '' })
    await lab.client.exec('ip', ['addr', 'del', '10.99.7.2/24', 'dev', 'eth0'])
    expect(await lab.client.snapshot()).toEqual(before)
  })
})
