import { afterEach, describe, expect, it } from 'vitest'
import { HELPER, type HelperProcess, HelperSandbox } from '../testing/helper-sandbox.ts'
import { furnishWith } from '../testing/name-services.ts'

let sandbox: HelperSandbox
let stop = 'true'

afterEach(async () => {
  await sandbox.sh(stop)
  await sandbox.dispose()
})

async function tunnel(...names: string[]): Promise<HelperProcess> {
  const helper = await sandbox.ready()
  const lines = ['address 10.20.0.7', 'up', ...names, 'commit']
  expect(await helper.say(...lines)).toEqual(lines.map(() => 'ok'))
  return helper
}

describe('systemd-resolved', () => {
  async function withResolved(after = ''): Promise<void> {
    stop = 'kill $(cat /run/resolved.pid /run/bus.pid)'
    sandbox = await HelperSandbox.create(`${await furnishWith('systemd-resolved')}\n${after}`)
  }

  it('is told per link, for all names; resolv.conf is not touched, and the link is forgotten with the device', async () => {
    await withResolved()
    const before = await sandbox.snapshot()
    const helper = await tunnel('dns 10.20.0.53 10.20.0.54', 'domains all')
    expect(await sandbox.exec('resolvectl', 'dns', 'sstp0')).toMatch(
      /\(sstp0\): 10\.20\.0\.53 10\.20\.0\.54$/,
    )
    expect(await sandbox.exec('resolvectl', 'domain', 'sstp0')).toMatch(/\(sstp0\): ~\.$/)
    expect(await sandbox.exec('resolvectl', 'default-route', 'sstp0')).toMatch(/\(sstp0\): yes$/)
    expect(await sandbox.exec('readlink', '/etc/resolv.conf')).toBe('../run/systemd/resolve/stub-resolv.conf')
    await helper.end()
    expect(await sandbox.snapshot()).toBe(before)
    await (await tunnel('dns 10.20.0.53')).kill('SIGKILL')
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('is told some domains only, and then nothing any more', async () => {
    await withResolved()
    const helper = await tunnel('dns 10.20.0.53', 'domains corp.example lab.example')
    expect(await sandbox.exec('resolvectl', 'domain', 'sstp0')).toMatch(/: corp\.example lab\.example$/)
    expect(await sandbox.exec('resolvectl', 'default-route', 'sstp0')).toMatch(/: no$/)
    expect(await helper.say('dns', 'commit')).toEqual(['ok', 'ok'])
    expect(await sandbox.exec('resolvectl', 'dns', 'sstp0')).toMatch(/\(sstp0\):$/)
    await helper.end()
  })

  it('that runs, but is not what resolv.conf leads to: the file is replaced as well', async () => {
    await withResolved("rm /etc/resolv.conf; printf 'nameserver 192.0.2.53\\n' > /etc/resolv.conf")
    const before = await sandbox.snapshot()
    const helper = await tunnel('dns 10.20.0.53')
    expect(await sandbox.exec('resolvectl', 'dns', 'sstp0')).toMatch(/: 10\.20\.0\.53$/)
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toContain('nameserver 10.20.0.53')
    await helper.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('that has stopped, with its folder still there: resolv.conf is replaced', async () => {
    await withResolved('kill $(cat /run/resolved.pid)')
    stop = 'kill $(cat /run/bus.pid)'
    const before = await sandbox.snapshot()
    const helper = await tunnel('dns 10.20.0.53')
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toContain('nameserver 10.20.0.53')
    await helper.end()
    expect(await sandbox.snapshot()).toBe(before)
  })
})

describe('NetworkManager that writes resolv.conf itself', () => {
  const names = () => sandbox.sh('grep ^nameserver /etc/resolv.conf')
  const setServer = (address: string) =>
    sandbox.sh(`nmcli connection modify nm0 ipv4.dns ${address} && nmcli device reapply nm0`)

  async function withManager(after = ''): Promise<string> {
    stop = 'kill $(cat /run/manager.pid /run/bus.pid)'
    sandbox = await HelperSandbox.create(`${await furnishWith('network-manager')}\n${after}`)
    return withoutTimes(await sandbox.snapshot())
  }

  it('is handed our servers, and writes them whatever happens; without us it writes what it would have written', async () => {
    const before = await withManager()
    const helper = await tunnel('dns 10.20.0.53 10.20.0.54', 'domains all')
    expect(await names()).toBe('nameserver 10.20.0.53\nnameserver 10.20.0.54')
    await setServer('192.0.2.99')
    expect(await names()).toBe('nameserver 10.20.0.53\nnameserver 10.20.0.54')
    expect(await helper.say('dns 10.20.0.55', 'domains corp.example', 'commit')).toEqual(['ok', 'ok', 'ok'])
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toMatch(
      /search corp.example\nnameserver 10.20.0.55$/,
    )
    await helper.end()
    expect(await names()).toBe('nameserver 192.0.2.99')
    await setServer('192.0.2.53')
    expect(withoutTimes(await sandbox.snapshot())).toBe(before)
  })

  it.each([
    ['a file', ''],
    ['a link to what it writes', 'ln -sf /run/NetworkManager/resolv.conf /etc/resolv.conf'],
  ])('is healed after a kill -9, with resolv.conf as %s', async (_, setup) => {
    const before = await withManager(setup)
    await (await tunnel('dns 10.20.0.53')).kill('SIGKILL')
    expect(await names()).toBe('nameserver 10.20.0.53')
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect(withoutTimes(await sandbox.snapshot())).toBe(before)
    expect(await sandbox.sh('ls -A /run/NetworkManager/conf.d')).toBe('')
  })

  it('serves two clients, each as long as it is there', async () => {
    const before = await withManager()
    const first = await tunnel('dns 10.20.0.53')
    const second = await tunnel('dns 10.30.0.53')
    expect(await names()).toBe('nameserver 10.30.0.53')
    await second.end()
    expect(await names()).toBe('nameserver 10.20.0.53')
    await first.end()
    expect(withoutTimes(await sandbox.snapshot())).toBe(before)
  })

  it('that has ended meanwhile: the file is put back as it was', async () => {
    const before = await withManager()
    const helper = await tunnel('dns 10.20.0.53')
    await sandbox.sh(
      'kill $(cat /run/manager.pid); while readlink /proc/$(cat /run/manager.pid)/exe; do sleep 0.01; done',
    )
    stop = 'kill $(cat /run/bus.pid)'
    expect(await names()).toBe('nameserver 10.20.0.53')
    await helper.end()
    expect(await names()).toBe('nameserver 192.0.2.53')
    expect(await sandbox.sh('ls -A /var/lib/culvert')).toBe('lock')
    expect(before).toContain('nameserver 192.0.2.53')
  })

  it('whose owner has set other servers for all names: the file is replaced', async () => {
    const owner = '[global-dns-domain-*]\\nservers=192.0.2.77\\n'
    const before = await withManager(
      `printf '${owner}' > /etc/NetworkManager/conf.d/own.conf; nmcli general reload conf`,
    )
    expect(await names()).toBe('nameserver 192.0.2.77')
    const helper = await tunnel('dns 10.20.0.53')
    expect(await sandbox.exec('cat', '/etc/resolv.conf')).toMatch(
      /^# Written by Culvert[\s\S]*nameserver 10.20.0.53$/,
    )
    await helper.end()
    expect(withoutTimes(await sandbox.snapshot())).toBe(before)
  })
})

/** A file that its owner writes anew has a new time. */
function withoutTimes(snapshot: string): string {
  return snapshot.replace(/\d{4}-\d\d-\d\d [\d:.]+ [+-]\d{4}/, 'then')
}

describe.each(['openresolv', 'resolvconf'] as const)('%s', (service) => {
  it('holds our servers while the tunnel stands, first of all, and nothing afterwards', async () => {
    stop = 'true'
    sandbox = await HelperSandbox.create(await furnishWith(service))
    const names = () => sandbox.sh('grep ^nameserver /etc/resolv.conf')
    expect(await names()).toBe('nameserver 192.0.2.53')
    const helper = await tunnel('dns 10.20.0.53', 'domains all')
    expect((await names()).split('\n')[0]).toBe('nameserver 10.20.0.53')
    expect(await helper.say('dns 10.20.0.54', 'commit')).toEqual(['ok', 'ok'])
    expect((await names()).split('\n')[0]).toBe('nameserver 10.20.0.54')
    await helper.end()
    expect(await names()).toBe('nameserver 192.0.2.53')
    await (await tunnel('dns 10.20.0.53')).kill('SIGKILL')
    expect(await names()).toContain('10.20.0.53')
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect(await names()).toBe('nameserver 192.0.2.53')
    expect(await sandbox.sh('ls -A /etc | grep -c culvert')).toContain('0')
  })
})
