import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type HelperProcess, HelperSandbox } from '../testing/helper-sandbox.ts'

let sandbox: HelperSandbox
let before: string

beforeEach(async () => {
  sandbox = await HelperSandbox.create()
  before = await sandbox.snapshot()
})

afterEach(() => sandbox.dispose())

async function unchanged(): Promise<void> {
  expect(await sandbox.snapshot()).toBe(before)
}

async function saysOk(helper: HelperProcess, ...lines: string[]): Promise<void> {
  expect(await helper.say(...lines)).toEqual(lines.map(() => 'ok'))
}

describe('what each verb does', () => {
  it('tun: a persistent device that belongs to a user', async () => {
    const helper = sandbox.helper()
    expect(await helper.line()).toBe('culvert-helper 2')
    expect(await helper.say('hello 2', 'tun 65534')).toEqual(['ok', 'ok sstp0'])
    const device = await sandbox.exec('ip', '-d', 'link', 'show', 'sstp0')
    expect(device).toContain('tun type tun pi off')
    expect(device).toMatch(/persist on user (nobody|65534)/)
    expect(device).toContain('addrgenmode none')
    await helper.end()
    await unchanged()
  })

  it('address, mtu and up touch the device only: table main has no route more', async () => {
    const main = await sandbox.exec('ip', 'route')
    const helper = await sandbox.ready()
    await saysOk(helper, 'address 10.20.0.7', 'mtu 1400', 'up')
    expect(await sandbox.exec('ip', '-br', 'addr', 'show', 'sstp0')).toMatch(/10\.20\.0\.7\/32$/)
    expect(await sandbox.exec('ip', '-o', 'link', 'show', 'sstp0')).toMatch(/[<,]UP[,>].* mtu 1400 /)
    expect(await sandbox.exec('ip', 'route')).toBe(main)
    await helper.end()
    await unchanged()
  })

  it('routes, throws and blocks stand in a table of their own', async () => {
    const helper = await sandbox.ready()
    await saysOk(helper, 'up', 'route 10.0.0.0/8', 'throw 10.9.0.0/16', 'unreachable 2001:db8::/32')
    const table = await sandbox.sh('ip route show table 21300; ip -6 route show table 21300')
    expect(table.split('\n').map((line) => line.trim())).toEqual([
      '10.0.0.0/8 dev sstp0 proto 220 scope link linkdown',
      'throw 10.9.0.0/16 proto 220',
      'unreachable 2001:db8::/32 dev lo proto 220 metric 1024 pref medium',
    ])
    await helper.end()
    await unchanged()
  })

  it('rules stand in bands, for IPv4 and IPv6', async () => {
    const helper = await sandbox.ready()
    await saysOk(
      helper,
      'up',
      'bypass 203.0.113.5',
      'bypass 2001:db8::5',
      'through 10.20.0.53',
      'local 10.0.0.0/8 8',
    )
    await saysOk(helper, 'rules networks', 'rules everything')
    expect(await sandbox.exec('ip', 'rule')).toBe(
      [
        '0:\tfrom all lookup local',
        '21300:\tfrom all to 203.0.113.5 lookup main proto 220',
        '21310:\tfrom all to 10.20.0.53 lookup 21300 proto 220',
        '21320:\tfrom all to 10.0.0.0/8 lookup main suppress_prefixlength 7 proto 220',
        '21330:\tfrom all lookup 21300 proto 220',
        '21340:\tfrom all lookup 21300 proto 220',
        '32766:\tfrom all lookup main',
        '32767:\tfrom all lookup default',
      ].join('\n'),
    )
    expect((await sandbox.exec('ip', '-6', 'rule')).split('\n')).toEqual([
      '0:\tfrom all lookup local',
      '21300:\tfrom all to 2001:db8::5 lookup main proto 220',
      '21330:\tfrom all lookup 21300 proto 220',
      '21340:\tfrom all lookup 21300 proto 220',
      '32766:\tfrom all lookup main',
    ])
    await helper.end()
    await unchanged()
  })

  it('remove takes a statement back', async () => {
    const lines = ['address 10.20.0.7', 'route 10.0.0.0/8', 'throw 10.9.0.0/16', 'unreachable 2001:db8::/32']
    lines.push(
      'bypass 203.0.113.5',
      'through 10.20.0.53',
      'local 10.0.0.0/8 8',
      'rules networks',
      'rules everything',
    )
    const helper = await sandbox.ready()
    await saysOk(helper, 'up')
    const empty = await sandbox.snapshot()
    await saysOk(helper, ...lines)
    await saysOk(helper, ...lines.reverse().map((line) => `remove ${line}`))
    expect(await sandbox.snapshot()).toBe(empty)
  })

  it('dns and domains replace resolv.conf at the commit, and give it back', async () => {
    const helper = await sandbox.ready()
    await saysOk(helper, 'dns 10.20.0.53 10.20.0.54', 'domains corp.example lab.example')
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toContain('nameserver 192.0.2.53')
    await saysOk(helper, 'commit')
    expect((await sandbox.exec('cat', '/etc/resolv.conf')).split('\n').slice(1)).toEqual([
      'search corp.example lab.example',
      'nameserver 10.20.0.53',
      'nameserver 10.20.0.54',
    ])
    await saysOk(helper, 'dns 10.20.0.99', 'domains all', 'commit')
    expect((await sandbox.exec('cat', '/etc/resolv.conf')).split('\n').slice(1)).toEqual([
      'nameserver 10.20.0.99',
    ])
    await saysOk(helper, 'dns', 'commit')
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toBe('nameserver 192.0.2.53\nsearch home.example')
    await helper.end()
    await unchanged()
  })

  it('undo undoes everything and ends the helper', async () => {
    const helper = await sandbox.ready()
    await saysOk(
      helper,
      'address 10.20.0.7',
      'up',
      'route 0.0.0.0/0',
      'rules everything',
      'dns 10.20.0.53',
      'commit',
    )
    expect(await helper.ask('undo')).toBe('ok')
    expect(await helper.exited).toBe(0)
    await unchanged()
  })
})

describe('where packets go', () => {
  const way = async (to: string) => (await sandbox.exec('ip', 'route', 'get', to)).split('\n')[0] ?? ''

  it('everything, but for the server, the LAN and what is excepted', async () => {
    const helper = await sandbox.ready()
    await saysOk(helper, 'address 10.20.0.7', 'up', 'bypass 203.0.113.5', 'through 192.168.77.53')
    await saysOk(
      helper,
      'local 192.168.0.0/16 16',
      'local fe80::/10 10',
      'local fc00::/7 7',
      'route 0.0.0.0/0',
    )
    await saysOk(helper, 'throw 198.51.100.0/24', 'unreachable ::/0', 'rules everything', 'commit')
    expect(await way('8.8.8.8')).toContain('dev sstp0 table 21300 src 10.20.0.7')
    expect(await way('203.0.113.5')).toContain('via 192.168.77.1 dev eth0')
    expect(await way('192.168.77.9')).toContain('dev eth0 src 192.168.77.2')
    // Private, but none of ours: it is somewhere behind the VPN.
    expect(await way('192.168.5.1')).toContain('dev sstp0')
    expect(await way('192.168.77.53')).toContain('dev sstp0')
    expect(await way('198.51.100.9')).toContain('via 192.168.77.1 dev eth0')
    expect(await way('2001:db8:ffff::1')).toContain('No route to host')
    // A gateway that changes takes the server's way along.
    await sandbox.exec('ip', 'route', 'replace', 'default', 'via', '192.168.77.254')
    expect(await way('203.0.113.5')).toContain('via 192.168.77.254')
  })

  it('routes of a foreign network for public addresses do not draw packets out of the tunnel', async () => {
    const helper = await sandbox.ready()
    await saysOk(
      helper,
      'address 10.20.0.7',
      'up',
      'local 192.168.0.0/16 16',
      'route 0.0.0.0/0',
      'rules everything',
    )
    await sandbox.exec('ip', 'route', 'add', '8.8.8.0/24', 'via', '192.168.77.66')
    await sandbox.exec('ip', 'route', 'add', '0.0.0.0/1', 'via', '192.168.77.66')
    expect(await way('8.8.8.8')).toContain('dev sstp0')
    expect(await way('9.9.9.9')).toContain('dev sstp0')
  })

  it('chosen networks only, and of them not what the host has nearer by', async () => {
    const helper = await sandbox.ready()
    await saysOk(
      helper,
      'address 10.20.0.7',
      'up',
      'local 192.168.0.0/16 17',
      'route 192.168.0.0/16',
      'rules networks',
    )
    expect(await way('192.168.5.1')).toContain('dev sstp0')
    expect(await way('192.168.77.9')).toContain('dev eth0')
    expect(await way('8.8.8.8')).toContain('dev eth0')
  })
})

describe('several helpers at once', () => {
  it('have devices, tables and rules of their own, and the last one to go gives resolv.conf back', async () => {
    const one = await sandbox.ready()
    await saysOk(
      one,
      'address 10.20.0.7',
      'up',
      'route 0.0.0.0/0',
      'rules everything',
      'dns 10.20.0.53',
      'commit',
    )
    const alone = await sandbox.snapshot()
    const two = await sandbox.ready()
    expect(await sandbox.exec('ip', '-br', 'link', 'show', 'sstp1')).toContain('sstp1')
    await saysOk(
      two,
      'address 10.30.0.7',
      'up',
      'route 10.30.0.0/16',
      'rules networks',
      'dns 10.30.0.53',
      'commit',
    )
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toContain('nameserver 10.30.0.53')
    // Chosen networks come before "everything", although sstp0 was first.
    expect(await sandbox.exec('ip', 'route', 'get', '10.30.1.1')).toContain('dev sstp1')
    expect(await sandbox.exec('ip', 'route', 'get', '8.8.8.8')).toContain('dev sstp0')
    await two.end()
    expect(withoutTimes(await sandbox.snapshot())).toBe(withoutTimes(alone))
    const three = await sandbox.ready()
    await saysOk(three, 'dns 10.40.0.53', 'commit')
    await one.end()
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toContain('nameserver 10.40.0.53')
    await three.end()
    await unchanged()
  })

  it('are ten at most', async () => {
    const helpers = await Promise.all(Array.from({ length: 10 }, () => sandbox.ready()))
    const eleventh = await sandbox.ready()
    expect(await eleventh.exited).toBe(0)
    expect(await sandbox.sh('ip -o link show type tun | wc -l')).toBe('10')
    await Promise.all(helpers.map((helper) => helper.end()))
    await unchanged()
  })

  it('step around a device that is somebody else’s', async () => {
    await sandbox.exec('ip', 'tuntap', 'add', 'dev', 'sstp0', 'mode', 'tun')
    const foreign = await sandbox.snapshot()
    const helper = await sandbox.ready()
    expect(await sandbox.exec('ip', '-d', 'link', 'show', 'sstp1')).toContain('persist on')
    await helper.end()
    expect(await sandbox.snapshot()).toBe(foreign)
  })
})

describe('a tool that fails', () => {
  it('is named with its words, and nothing stays', async () => {
    const helper = await sandbox.ready()
    await saysOk(helper, 'address 10.20.0.7', 'up', 'rules everything', 'dns 10.20.0.53', 'commit')
    expect(await helper.ask('address 10.20.0.7')).toMatch(
      /^error tool ip addr add 10\.20\.0\.7\/32 dev sstp0: .*(File exists|already assigned)/,
    )
    expect(await helper.exited).toBe(0)
    await unchanged()
  })

  it('is named by its line, also among many that came in one piece, of both families', async () => {
    for (const twice of ['route 10.9.0.0/16', 'unreachable 2001:db8:9::/48']) {
      const helper = await sandbox.ready()
      const lines = ['up', 'route 10.8.0.0/16', 'unreachable 2001:db8:8::/48', twice, twice, 'rules networks']
      helper.child.stdin?.write(`${lines.join('\n')}\n`)
      for (const line of lines.slice(0, 4)) expect(`${line}: ${await helper.line()}`).toBe(`${line}: ok`)
      expect(await helper.line()).toMatch(
        new RegExp(`^error tool ip route add .*${twice.split(' ')[1]}.*: .*exists`),
      )
      expect(await helper.line()).toBeUndefined()
      await unchanged()
    }
  })

  it('is killed when it does not end', async () => {
    await sandbox.sh(`
      ip=$(readlink -f "$(PATH=/usr/sbin:/sbin:/usr/bin:/bin command -v ip)"); cp "$ip" /mnt/real-ip
      printf '#!/bin/sh\\ncase "$*" in *-batch*) trap "" TERM; sleep 1000 ;; *) exec /mnt/real-ip "$@" ;; esac\\n' > /mnt/ip
      chmod 755 /mnt/ip; mount --bind /mnt/ip "$ip"`)
    const helper = await sandbox.ready()
    expect(await helper.ask('up')).toBe('error tool ip -4 -batch -: killed after 5 s')
    expect(await helper.exited).toBe(0)
    expect(await sandbox.sh('pgrep -x -f "sleep 1000" | wc -l')).toBe('0')
    await unchanged()
  })
})

function withoutTimes(snapshot: string): string {
  return snapshot.replace(/^.*\/etc\/resolv\.conf$/m, '')
}
