import { describe, expect, it } from 'vitest'
import { checkNames, type NameHost, thisComputer } from './name-check.ts'

const TUNNEL = { device: 'sstp0', addresses: ['10.0.0.2', '2001:db8::2'], domains: [] }
const LAN = '192.168.1.23'

/** A computer whose servers are reached from the addresses given; the rest cannot be reached. */
function computer(parts: {
  resolvConf: string
  ways: Readonly<Record<string, string>>
  resolved?: { dns: string; domain: string }
  silent?: boolean
}): NameHost & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    resolvConf: () => parts.resolvConf,
    resolvectl: async (about) => {
      if (parts.resolved === undefined) throw new Error('not installed')
      return parts.resolved[about]
    },
    sourceTowards: async (server) => parts.ways[server],
    answers: async (server) => {
      asked.push(server)
      return parts.silent !== true
    },
  }
}

describe('names that this computer asks for itself', () => {
  const resolvConf = '# by somebody\nnameserver 10.0.0.53\nnameserver 10.0.0.54\nsearch corp.example\n'
  const inside = { '10.0.0.53': '10.0.0.2', '10.0.0.54': '10.0.0.2' }

  it('go through the tunnel when the way to every server does', async () => {
    const host = computer({ resolvConf, ways: inside })
    expect(await checkNames(TUNNEL, host)).toEqual({
      throughTunnel: true,
      level: 'info',
      text: 'names go through the tunnel, to 10.0.0.53, 10.0.0.54',
    })
    expect(host.asked).toEqual(['10.0.0.53'])
  })

  it('go around it when the way to one of them does, and then nobody is asked anything', async () => {
    const host = computer({ resolvConf, ways: { ...inside, '10.0.0.54': LAN } })
    expect(await checkNames(TUNNEL, host)).toEqual({
      throughTunnel: false,
      level: 'warn',
      text: 'names do not go through the tunnel: 10.0.0.54 is asked outside',
    })
    expect(host.asked).toEqual([])
  })

  it('go through it unanswered when the servers are silent', async () => {
    const host = computer({ resolvConf, ways: inside, silent: true })
    expect(await checkNames(TUNNEL, host)).toMatchObject({ throughTunnel: true, level: 'warn' })
    expect(host.asked).toEqual(['10.0.0.53', '10.0.0.54'])
  })

  it('may go over IPv6', async () => {
    const host = computer({
      resolvConf: 'nameserver 2001:db8::53\n',
      ways: { '2001:db8::53': '2001:db8::2' },
    })
    expect(await checkNames(TUNNEL, host)).toMatchObject({ throughTunnel: true })
  })

  it.each([
    ['there is no server', '', {}, /no name server/],
    ['no server can be reached', resolvConf, {}, /can be reached/],
    ['a resolver here asks on', 'nameserver 127.0.0.1\n', {}, /127\.0\.0\.1/],
  ])('cannot be told when %s', async (_, text, ways, words) => {
    const host = computer({ resolvConf: text, ways })
    const check = await checkNames(TUNNEL, host)
    expect(check.throughTunnel).toBeUndefined()
    expect(check.text).toMatch(words)
    expect(host.asked).toEqual([])
  })
})

describe('names that systemd-resolved asks for', () => {
  const stub = 'nameserver 127.0.0.53\noptions edns0 trust-ad\n'
  const dns = 'Global:\nLink 2 (eth0): 192.168.1.1\nLink 7 (sstp0): 10.0.0.53#dns.corp.example\n'
  const ways = { '192.168.1.1': LAN, '10.0.0.53': '10.0.0.2' }
  const check = (domain: string, domains: readonly string[] = [], text = dns) =>
    checkNames({ ...TUNNEL, domains }, computer({ resolvConf: stub, ways, resolved: { dns: text, domain } }))

  it('all go through the tunnel when only its link claims all', async () => {
    expect(await check('Global:\nLink 2 (eth0): home.arpa\nLink 7 (sstp0): ~.\n')).toMatchObject({
      throughTunnel: true,
      text: 'names go through the tunnel, to 10.0.0.53',
    })
  })

  it('also go elsewhere when another link claims all as well, or none does', async () => {
    expect(await check('Link 2 (eth0): ~.\nLink 7 (sstp0): ~.\n')).toMatchObject({ throughTunnel: false })
    expect(await check('Link 2 (eth0):\nLink 7 (sstp0):\n')).toMatchObject({ throughTunnel: false })
  })

  it('of some domains go through the tunnel when its link claims these', async () => {
    const domains = ['corp.example', 'lab.example']
    expect(await check('Link 7 (sstp0): corp.example ~lab.example\n', domains)).toMatchObject({
      throughTunnel: true,
    })
    expect(await check('Link 7 (sstp0): corp.example\n', domains)).toMatchObject({ throughTunnel: false })
  })

  it('cannot be told when it does not say', async () => {
    const host = computer({ resolvConf: stub, ways })
    expect((await checkNames(TUNNEL, host)).throughTunnel).toBeUndefined()
  })
})

describe('the way to a server', () => {
  it('is what the kernel chooses, and none when it has none', async () => {
    expect(await thisComputer.sourceTowards('127.0.0.1')).toBe('127.0.0.1')
    // Over an interface that does not exist there is no way on any computer.
    expect(await thisComputer.sourceTowards('fe80::1%nowhere0')).toBeUndefined()
  })

  it('leads to a server that answers, or does not', async () => {
    expect(await thisComputer.answers('fe80::1%nowhere0')).toBe(false)
  })
})
