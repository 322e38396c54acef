import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitFor } from '../../e2e/testbed/wait-for.ts'
import { HELPER, type HelperProcess, HelperSandbox } from '../testing/helper-sandbox.ts'

let sandbox: HelperSandbox
let before: string

beforeEach(async () => {
  sandbox = await HelperSandbox.create()
  before = await sandbox.snapshot()
})

afterEach(() => sandbox.dispose())

async function connected(): Promise<HelperProcess> {
  const helper = await sandbox.ready()
  await helper.say('address 10.20.0.7', 'up', 'bypass 203.0.113.5', 'route 0.0.0.0/0', 'unreachable ::/0')
  await helper.say('rules everything', 'dns 10.20.0.53', 'domains all')
  expect(await helper.ask('commit')).toBe('ok')
  expect(await sandbox.snapshot()).not.toBe(before)
  return helper
}

describe('the helper’s life', () => {
  it('ends with its input', async () => {
    const helper = await connected()
    await helper.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('ends with SIGTERM', async () => {
    const helper = await connected()
    await helper.kill('SIGTERM')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('survives what a terminal sends', async () => {
    const helper = await connected()
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGPIPE', 'SIGTSTP', 'SIGUSR1'] as const) {
      helper.child.kill(signal)
    }
    expect(await helper.ask('mtu 1300')).toBe('ok')
    await helper.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('leads a session of its own, cannot be traced by its user, and keeps no descriptor but its pipes', async () => {
    const helper = await connected()
    const pid = helper.child.pid
    expect((await sandbox.exec('ps', '-o', 'sid=', '-p', String(pid))).trim()).toBe(String(pid))
    const open = await sandbox.sh(`for fd in /proc/${pid}/fd/*; do readlink $fd; done`)
    const kinds = open.split('\n').map((target) => target.replace(/:\[.*|\d+-sstp0/g, ''))
    expect(kinds.sort()).toEqual([
      ...['/etc', '/var/lib/culvert', '/var/lib/culvert/', '/var/lib/culvert/lock'],
      ...['anon_inode', 'anon_inode:inotify', 'socket', 'socket', 'socket'],
    ])
    expect(await sandbox.sh(`tr '\\0' '\\n' < /proc/${pid}/environ | grep -c LD_`)).toContain('0')
  })

  it('restores everything within two seconds when its client is killed', async () => {
    const script = `
      import { spawn } from 'node:child_process'
      import { LinuxNetworkSetup } from ${JSON.stringify(join(import.meta.dirname, 'linux.ts'))}
      const [enter, ...words] = ${JSON.stringify(sandbox.enter)}
      const setup = new LinuxNetworkSetup({
        helperPath: ${JSON.stringify(HELPER)},
        spawn: ({ command, args }) => spawn(enter, [...words, command, ...args], { stdio: ['pipe', 'pipe', 'pipe'] }),
      })
      await setup.open(65534)
      await setup.apply({
        address: '10.20.0.7', mtu: 1400, serverAddresses: ['203.0.113.5', '2001:db8::5'],
        routing: { mode: 'all', networks: [], lan: true, ipv6: 'block' }, dns: { servers: ['10.20.0.53'], domains: [] },
      })
      console.log('up')
    `
    const client = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => client.stdout.once('data', resolve))
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toContain('nameserver 10.20.0.53')
    client.kill('SIGKILL')
    const killed = performance.now()
    await waitFor('the network to be as before', async () => (await sandbox.snapshot()) === before)
    expect(performance.now() - killed).toBeLessThan(2000)
  })
})

describe('what one client asks for', () => {
  it('cannot stop other clients: whoever does not read the answers is not waited for', {
    timeout: 60_000,
  }, async () => {
    // A pipe with room for the greeting and no more, and nobody who reads it.
    await sandbox.sh('mkfifo /mnt/gate')
    const script = `{ head -c 65519 /dev/zero; exec ${HELPER}; } | read gate < /mnt/gate`
    const deaf = sandbox.spawn('sh', ['-c', script])
    const gone = new Promise((resolve) => deaf.once('close', resolve))
    deaf.stdin?.write('hello 2\n')
    const isHeld = 'test -e /var/lib/culvert/lock && ! flock -n /var/lib/culvert/lock true && echo held'
    await waitFor('the deaf client to hold the lock', async () => (await sandbox.sh(isHeld)) === 'held', {
      timeoutMs: 20_000,
    })
    const other = await sandbox.ready()
    expect(await other.ask('mtu 1300')).toBe('ok')
    await other.end()
    await sandbox.sh('echo > /mnt/gate')
    deaf.stdin?.destroy()
    await gone
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('is undone whole, however much it is: one flush by the tool skips some of a long list', async () => {
    const helper = await connected()
    await sandbox.sh(`for family in -4 -6; do
      for n in $(seq 1 1100); do echo rule add pref 21300 from all fwmark $n lookup main protocol 220; done |
        ip $family -batch -
    done`)
    expect(Number(await sandbox.sh('ip rule show protocol 220 | wc -l'))).toBeGreaterThan(1100)
    await helper.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('has an end', { timeout: 60_000 }, async () => {
    const helper = await connected()
    let answer: string | undefined = 'ok'
    let asked = 0
    for (; answer === 'ok' && asked <= 2_500; asked++) {
      answer = await helper.ask(`bypass 198.18.${asked >> 8}.${asked & 255}`)
    }
    expect(answer).toBe('error protocol these are too many statements')
    expect(asked).toBeLessThan(2_200)
    await helper.exited
    expect(await sandbox.snapshot()).toBe(before)
  })
})

describe('healing after kill -9 of the helper', () => {
  it('happens at the next start, which takes the same device again', async () => {
    await (await connected()).kill('SIGKILL')
    const next = sandbox.helper()
    await next.line()
    expect(await next.ask('hello 2')).toBe('ok healed sstp0')
    expect(await sandbox.snapshot()).toBe(before)
    expect(await next.ask('tun 65534')).toBe('ok sstp0')
    await next.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('happens by --repair, which then has nothing more to do', async () => {
    await Promise.all([connected(), connected()].map(async (helper) => (await helper).kill('SIGKILL')))
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0 sstp1')
    expect(await sandbox.snapshot()).toBe(before)
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed')
  })

  it('leaves a living helper’s work alone', async () => {
    const dead = await connected()
    const living = await sandbox.ready()
    await living.say(
      'address 10.30.0.7',
      'up',
      'route 10.30.0.0/16',
      'rules networks',
      'dns 10.30.0.53',
      'commit',
    )
    await dead.kill('SIGKILL')
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect(await sandbox.exec('ip', 'route', 'get', '10.30.1.1')).toContain('dev sstp1')
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toContain('nameserver 10.30.0.53')
    await living.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('leaves another network namespace’s work alone, although the journal is shared', async () => {
    const helper = await connected()
    const standing = await sandbox.snapshot()
    await helper.kill('SIGKILL')
    expect(await sandbox.exec('unshare', '-n', HELPER, '--repair')).toBe('healed')
    expect(await sandbox.snapshot()).toBe(standing)
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('after a restart of the computer puts resolv.conf back, the only thing that is left', async () => {
    await (await connected()).kill('SIGKILL')
    // A restart: another boot id in the journal, and neither device nor rules nor the old namespace's number.
    await sandbox.sh(`
      cd /var/lib/culvert
      sysctl -qw net.ipv4.conf.all.arp_ignore=0
      for entry in *-sstp0 *-arp; do sed -i 's/^boot .*/boot 00000000-0000-4000-8000-000000000000/' $entry; done
      ip link del sstp0; ip rule flush protocol 220; ip -6 rule flush protocol 220; ip -6 route flush table 21300`)
    expect(await sandbox.exec('unshare', '-n', HELPER, '--repair')).toBe('healed sstp0')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('keeps what somebody else has written into resolv.conf meanwhile', async () => {
    await (await connected()).kill('SIGKILL')
    await sandbox.sh("printf 'nameserver 192.0.2.99\\n' > /mnt/new; cp /mnt/new /etc/resolv.conf")
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toBe('nameserver 192.0.2.99')
    expect(await sandbox.sh('ls -A /etc | grep -c culvert')).toContain('0')
  })
})
