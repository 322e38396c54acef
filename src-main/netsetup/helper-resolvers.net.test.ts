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
