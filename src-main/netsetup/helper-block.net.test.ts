import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitFor } from '../../e2e/testbed/wait-for.ts'
import { type HelperProcess, HelperSandbox } from '../testing/helper-sandbox.ts'
import { type Attempt, NEIGHBOUR, Neighbour, WITH_NEIGHBOUR } from '../testing/neighbour.ts'

const OWNER = 65534
const SOMEBODY = 65533
const { lan4, lan6, world4, world6 } = NEIGHBOUR

let sandbox: HelperSandbox
let neighbour: Neighbour
let helper: HelperProcess

beforeEach(async () => {
  sandbox = await HelperSandbox.create(WITH_NEIGHBOUR)
  neighbour = await Neighbour.start(sandbox)
  helper = await sandbox.ready()
})

afterEach(async () => {
  await neighbour.stop()
  await sandbox.dispose()
})

const tcp = (address: string, port: number, localPort?: number): Attempt => ({
  protocol: 'tcp',
  address,
  port,
  ...(localPort !== undefined && { localPort }),
})
const udp = (address: string, port: number, localPort?: number): Attempt => ({
  ...tcp(address, port, localPort),
  protocol: 'udp',
})

/** One of each way out: both protocols and families, names, near and far. */
const EVERYWHERE = [world4, world6, lan4, lan6].flatMap((address) => [
  ...[tcp(address, 443), tcp(address, 8080), tcp(address, 53), tcp(address, 853)],
  ...[udp(address, 53), udp(address, 443)],
])

const all = (word: string, attempts: readonly Attempt[]) => attempts.map(() => word)

describe('a strict block', () => {
  it('lets nothing out that anybody sends, and refuses at once', async () => {
    expect(await neighbour.reachedBy(SOMEBODY, ...EVERYWHERE)).toEqual(all('answered', EVERYWHERE))
    expect(await neighbour.count()).toBeGreaterThan(EVERYWHERE.length)
    expect(await helper.ask('block strict')).toBe('ok')
    const before = await neighbour.count()
    for (const uid of [0, OWNER, SOMEBODY]) {
      const results = await neighbour.reachedBy(uid, ...EVERYWHERE)
      expect(
        results.filter((result) => !['ECONNREFUSED', 'EHOSTUNREACH', 'EACCES'].includes(result)),
      ).toEqual([])
    }
    for (const address of [world4, world6, lan4, lan6]) {
      expect(await sandbox.exec('ping', '-c1', '-W1', '-p', 'c0ffee', address)).toContain('failed')
      expect(await sandbox.exec('ping', '-c1', '-W1', '-I', 'eth0', address)).toContain('failed')
    }
    expect(await neighbour.count()).toBe(before)
  })

  it('lets nothing in', async () => {
    const listening = sandbox.spawn(process.execPath, [
      '-e',
      "require('node:net').createServer().listen(8080, '::', () => console.log('up'))",
    ])
    await new Promise((resolve) => listening.stdout?.once('data', resolve))
    const knock = (address: string) =>
      neighbour.sh(`timeout 1 bash -c 'exec 3<>/dev/tcp/${address}/8080' && echo in`)
    expect(await knock('192.168.77.2')).toBe('in')
    await helper.ask('block strict')
    expect(await knock('192.168.77.2')).toContain('failed')
    expect(await knock('fd00:77::2')).toContain('failed')
    await helper.ask('block lan')
    expect(await knock('192.168.77.2')).toBe('in')
    listening.kill('SIGKILL')
  })

  it('lets nothing through that this computer forwards for others', async () => {
    await sandbox.sh(`
      ip netns add guest; ip link add inside type veth peer name cable netns guest
      ip addr add 172.20.0.1/24 dev inside; ip link set inside up
      ip -n guest addr add 172.20.0.2/24 dev cable; ip -n guest link set cable up
      ip -n guest route add default via 172.20.0.1; sysctl -qw net.ipv4.ip_forward=1`)
    await neighbour.sh('ip route add 172.20.0.0/24 via 192.168.77.2')
    const ping = () => sandbox.exec(...['ip', 'netns', 'exec', 'guest', 'ping', '-c1', '-W1', world4])
    expect(await ping()).not.toContain('failed')
    await helper.ask('block strict')
    const before = await neighbour.count()
    expect(await ping()).toContain('failed')
    expect(await neighbour.count()).toBe(before)
  })

  it('leaves DHCP and the discovery of neighbours and routers alone', async () => {
    await helper.ask('block strict')
    const [dhcp, discovery] = [await neighbour.count('dhcp'), await neighbour.count('discovery')]
    const send = (family: string, from: number, to: number, address: string) => `
      const socket = require('node:dgram').createSocket('${family}')
      socket.bind(${from}, () => { if ('${family}' === 'udp4') socket.setBroadcast(true)
      socket.send('x', ${to}, '${address}', (error) => { console.log(error?.code ?? 'sent'); socket.close() }) })`
    await sandbox.sh('ip -6 addr add fe80::2/64 dev eth0 nodad')
    expect(await sandbox.exec(process.execPath, '-e', send('udp4', 68, 67, '192.168.77.1'))).toBe('sent')
    expect(await sandbox.exec(process.execPath, '-e', send('udp6', 546, 547, 'ff02::1:2%eth0'))).toBe('sent')
    expect(await neighbour.count('dhcp')).toBe(dhcp + 2)
    // A link that comes up looks for routers, and for others with its address.
    await sandbox.sh('ip link set eth0 down; ip link set eth0 addrgenmode eui64; ip link set eth0 up')
    await waitFor(
      'the link to ask for routers',
      async () => (await neighbour.count('discovery')) > discovery + 1,
    )
    expect(await neighbour.count()).toBe(0)
  })

  it('lets what belongs to the tunnel pass, both ways', async () => {
    await helper.say('address 10.20.0.7', 'up', 'route 0.0.0.0/0', 'rules everything', 'block strict')
    // Nobody has attached the device, so what reaches it is dropped there.
    const dropped = () => sandbox.sh('ip -s -j link show sstp0 | grep -o \'"dropped":[0-9]*\'')
    const before = await dropped()
    await sandbox.exec('ping', '-c1', '-W1', world4)
    expect(await dropped()).not.toBe(before)
    expect(await neighbour.count()).toBe(0)
  })
})

describe('a registered dial', () => {
  it.each([world4, world6])('passes exactly as it was described: %s', async (server) => {
    await helper.say('block strict', `dial tcp ${server} 443 50000`, `dial udp ${server} 53 50001`)
    expect(await neighbour.reachedBy(OWNER, tcp(server, 443, 50000), udp(server, 53, 50001))).toEqual([
      'answered',
      'answered',
    ])
    const before = await neighbour.count()
    const others = [
      ...[tcp(server, 443), tcp(server, 443, 50002), tcp(server, 80, 50000), tcp(server, 853, 50000)],
      ...[udp(server, 443, 50000), udp(server, 53), udp(server, 443, 50001), tcp(lan4, 443, 50000)],
    ]
    expect(await neighbour.reachedBy(OWNER, ...others)).not.toContain('answered')
    const same = [tcp(server, 443, 50000), udp(server, 53, 50001)]
    expect(await neighbour.reachedBy(SOMEBODY, ...same)).not.toContain('answered')
    expect(await neighbour.reachedBy(0, ...same)).not.toContain('answered')
    expect(await neighbour.count()).toBe(before)
  })

  it('survives the block that another client raises later', async () => {
    await helper.ask(`dial tcp ${world4} 443 50000`)
    const other = await sandbox.ready()
    await other.ask('block strict')
    expect(await neighbour.reachedBy(OWNER, tcp(world4, 443, 50000))).toEqual(['answered'])
  })

  it('finds its way beside the routes of a tunnel that is down, and nothing else does', async () => {
    await helper.say('address 10.20.0.7', 'up', 'route 0.0.0.0/0', 'rules everything')
    await sandbox.sh('sysctl -qw net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.eth0.rp_filter=1')
    await helper.say('block strict', `dial udp ${world4} 53 50001`, `dial tcp ${world4} 443 50000`)
    const attempts = [udp(world4, 53, 50001), tcp(world4, 443, 50000), tcp(world4, 443)]
    expect(await neighbour.reachedBy(OWNER, ...attempts)).toEqual(['answered', 'answered', 'silence'])
  })

  it('makes room for the newest when there are many', async () => {
    await helper.ask('block strict')
    for (let port = 50_000; port < 50_070; port++) await helper.ask(`dial tcp ${world4} 443 ${port}`)
    expect(await neighbour.reachedBy(OWNER, tcp(world4, 443, 50_069))).toEqual(['answered'])
    const kept = await sandbox.sh(
      'nft list set inet culvert answers4 | grep -o "443 . 500.." | sort -u | wc -l',
    )
    expect(Number(kept)).toBeLessThan(64)
    await helper.ask('block lan')
    expect(await neighbour.reachedBy(OWNER, tcp(world4, 443, 50_000))).not.toContain('answered')
    expect(await neighbour.reachedBy(OWNER, tcp(world4, 443, 50_069))).toEqual(['answered'])
  })
})

describe('a block with the local network', () => {
  it('reaches printers, but neither the world nor a name server, which would ask on in clear text', async () => {
    await helper.ask('block lan')
    const near = [lan4, lan6].flatMap((address) => [tcp(address, 443), tcp(address, 8080), udp(address, 443)])
    expect(await neighbour.reachedBy(SOMEBODY, ...near)).toEqual(all('answered', near))
    const before = await neighbour.count()
    const names = [lan4, lan6].flatMap((address) => [udp(address, 53), tcp(address, 53), tcp(address, 853)])
    const far = [world4, world6].flatMap((address) => [tcp(address, 443), udp(address, 443)])
    expect(await neighbour.reachedBy(SOMEBODY, ...names, ...far)).not.toContain('answered')
    expect(await neighbour.count()).toBe(before)
  })

  it('hides the tunnel’s address from whoever tries it from there', async () => {
    await helper.say('address 10.20.0.7', 'up')
    await neighbour.sh('ip route add 10.20.0.7 via 192.168.77.2')
    expect(await neighbour.sh('ping -c1 -W1 10.20.0.7')).not.toContain('failed')
    await helper.ask('block lan')
    expect(await neighbour.sh('ping -c1 -W1 10.20.0.7')).toContain('failed')
    expect(await neighbour.sh('ping -c1 -W1 192.168.77.2')).not.toContain('failed')
  })
})

describe('the address in the tunnel', () => {
  it('is not told to neighbours who ask for it; without a tunnel, addresses are told as before', async () => {
    const asked = () => neighbour.sh('ip neigh flush all; ping -c1 -W1 10.20.0.7; ip neigh show 10.20.0.7')
    await neighbour.sh('ip addr add 10.20.0.1/24 dev lan')
    await helper.say('address 10.20.0.7', 'up')
    expect(await asked()).toMatch(/10\.20\.0\.7 dev lan +(INCOMPLETE|FAILED)/)
    await helper.end()
    await sandbox.sh('ip addr add 10.20.0.7/32 dev lo')
    expect(await asked()).toMatch(/10\.20\.0\.7 dev lan lladdr/)
  })
})

describe('the opening for a sign-in page', () => {
  it('is for the owner’s web and for names, and closes by itself, also when nobody is left to close it', async () => {
    await helper.say('block strict', 'portal 3')
    const web = [tcp(world4, 80), tcp(world6, 443)]
    expect(await neighbour.reachedBy(OWNER, ...web)).toEqual(all('answered', web))
    expect(await neighbour.reachedBy(SOMEBODY, udp(lan4, 53), tcp(world4, 53))).toEqual([
      'answered',
      'answered',
    ])
    await helper.kill('SIGKILL')
    const before = await neighbour.count()
    expect(await neighbour.reachedBy(SOMEBODY, ...web)).not.toContain('answered')
    expect(await neighbour.reachedBy(OWNER, tcp(world4, 8080), udp(world4, 443))).not.toContain('answered')
    expect(await neighbour.count()).toBe(before)
    await waitFor('the kernel to close it', async () => {
      const opened = await sandbox.sh('nft list set inet culvert opened; nft list set inet culvert web')
      return !opened.includes('elements')
    })
    const closed = await neighbour.count()
    expect(await neighbour.reachedBy(OWNER, ...web, udp(lan4, 53))).not.toContain('answered')
    expect(await neighbour.count()).toBe(closed)
  })

  it('keeps its end when the table is made anew meanwhile', async () => {
    await helper.say('block strict', 'portal 100', 'block lan')
    expect(await sandbox.sh('nft list set inet culvert web')).toMatch(/80 \. 65534 timeout 1m(39|40)s/)
  })
})

describe('a change of the block', () => {
  it('has no instant in which anything passes: strict, with the network, other clients, dials', async () => {
    await helper.ask('block strict')
    const flood = sandbox.spawn('ping', ['-f', '-q', '-c', '100000', world4])
    const gone = new Promise((resolve) => flood.once('close', resolve))
    const other = await sandbox.ready()
    for (let round = 0; round < 20; round++) {
      await helper.say('block lan', `dial tcp ${world4} 443 ${50_000 + round}`, 'portal 1', 'block strict')
      await other.say('block strict', 'unblock')
    }
    await other.ask('undo')
    flood.kill('SIGKILL')
    await gone
    expect(await neighbour.count()).toBe(0)
  })
})
