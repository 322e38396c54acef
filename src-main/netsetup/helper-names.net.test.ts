import { afterEach, describe, expect, it } from 'vitest'
import { HELPER, type HelperProcess, HelperSandbox } from '../testing/helper-sandbox.ts'

let sandbox: HelperSandbox

afterEach(() => sandbox.dispose())

/** Connects and asks what resolv.conf holds meanwhile; afterwards everything has to be as before, also after a kill -9. */
async function namesMeanwhile(setup: string, ask = 'cat /etc/resolv.conf'): Promise<string> {
  sandbox = await HelperSandbox.create(setup)
  const before = await sandbox.snapshot()
  const helper = await sandbox.ready()
  await helper.say('address 10.20.0.7', 'up', 'dns 10.20.0.53', 'domains all')
  expect(await helper.ask('commit')).toBe('ok')
  const meanwhile = await sandbox.sh(ask)
  await helper.end()
  expect(await sandbox.snapshot()).toBe(before)
  const killed = await sandbox.ready()
  expect(await killed.say('dns 10.20.0.53', 'commit')).toEqual(['ok', 'ok'])
  await killed.kill('SIGKILL')
  expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
  expect(await sandbox.snapshot()).toBe(before)
  return meanwhile
}

describe('/etc/resolv.conf without a resolver service', () => {
  it('that is a link: the link is kept and comes back, its target is not written', async () => {
    const names = await namesMeanwhile(
      `printf 'nameserver 192.0.2.1\\n' > /etc/managed.conf; ln -sf managed.conf /etc/resolv.conf`,
      'cat /etc/resolv.conf /etc/managed.conf; readlink /etc/resolv.conf.before-culvert',
    )
    expect(names.split('\n').slice(1)).toEqual([
      'nameserver 10.20.0.53',
      'nameserver 192.0.2.1',
      'managed.conf',
    ])
  })

  it('that is a link to nowhere comes back as such', async () => {
    expect(await namesMeanwhile('ln -sf /run/nowhere/resolv.conf /etc/resolv.conf')).toContain(
      'nameserver 10.20.0.53',
    )
  })

  it('that is absent is absent again', async () => {
    expect(await namesMeanwhile('rm /etc/resolv.conf')).toContain('nameserver 10.20.0.53')
  })

  it('with unusual rights and owner keeps them', async () => {
    const rights = 'stat -c "%a %u" /etc/resolv.conf'
    expect(await namesMeanwhile('chmod 640 /etc/resolv.conf; chown 1000 /etc/resolv.conf', rights)).toBe(
      '644 0',
    )
    expect(await sandbox.sh(rights)).toBe('640 1000')
  })

  it('that is mounted, as in `ip netns exec` or a container, is written in place', async () => {
    const setup = `printf 'nameserver 192.0.2.1\\n' > /mnt/own; mount --bind /mnt/own /etc/resolv.conf`
    expect(withoutTime(await namesMeanwhileInPlace(setup, 'cat /mnt/own'))).toContain('nameserver 10.20.0.53')
    expect(await sandbox.exec('cat', '/mnt/own')).toBe('nameserver 192.0.2.1')
  })

  it('that is a link to a mounted file: only the file is written, the link belongs to the whole system', async () => {
    const setup = `
      printf 'nameserver 192.0.2.2\\n' > /etc/managed.conf; ln -sf managed.conf /etc/resolv.conf
      printf 'nameserver 192.0.2.1\\n' > /mnt/own; mount --bind /mnt/own /etc/managed.conf`
    const names = await namesMeanwhileInPlace(setup, 'cat /mnt/own; readlink /etc/resolv.conf')
    expect(names.split('\n').slice(1)).toEqual(['nameserver 10.20.0.53', 'managed.conf'])
    expect(await sandbox.exec('cat', '/mnt/own')).toBe('nameserver 192.0.2.1')
  })
})

describe('somebody else who writes /etc/resolv.conf meanwhile', () => {
  /** As DHCP clients do: whole, by rename. */
  const write = (server: string) =>
    sandbox.sh(`printf 'nameserver ${server}\\n' > /etc/fresh; mv /etc/fresh /etc/resolv.conf`)
  const file = () => sandbox.exec('cat', '/etc/resolv.conf')

  async function held(): Promise<HelperProcess> {
    sandbox = await HelperSandbox.create()
    const helper = await sandbox.ready()
    expect(await helper.say('dns 10.20.0.53', 'commit')).toEqual(['ok', 'ok'])
    return helper
  }

  it('is put in the place of the original, which comes back in the end, also after a kill -9', async () => {
    for (const end of ['end', 'kill'] as const) {
      const helper = await held()
      for (const server of ['192.0.2.98', '192.0.2.99']) {
        await write(server)
        await waitForText(file, 'nameserver 10.20.0.53')
        expect(await sandbox.exec('cat', '/etc/resolv.conf.before-culvert')).toBe(`nameserver ${server}`)
      }
      if (end === 'end') await helper.end()
      else {
        await helper.kill('SIGKILL')
        await sandbox.exec(HELPER, '--repair')
      }
      expect(await file()).toBe('nameserver 192.0.2.99')
      expect(await sandbox.sh('ls -A /etc | grep -c culvert')).toContain('0')
      await sandbox.dispose()
    }
    sandbox = await HelperSandbox.create()
  })

  it('and takes it away: that is what comes back', async () => {
    const helper = await held()
    await sandbox.exec('rm', '/etc/resolv.conf')
    await waitForText(file, 'nameserver 10.20.0.53')
    await helper.end()
    expect(await file()).toContain('No such file')
  })

  it('and insists is given way to, and is not touched at the end', async () => {
    const helper = await held()
    for (let round = 0; round < 20; round++) {
      await write(`192.0.2.${round + 100}`)
      await waitForText(file, 'nameserver 10.20.0.53')
    }
    await write('192.0.2.99')
    await helper.say('mtu 1400')
    expect(await file()).toBe('nameserver 192.0.2.99')
    await helper.end()
    expect(await file()).toBe('nameserver 192.0.2.99')
  })
})

async function waitForText(ask: () => Promise<string>, text: string): Promise<void> {
  const until = Date.now() + 10_000
  while (!(await ask()).includes(text))
    if (Date.now() > until) throw new Error(`no ${text} in ${await ask()}`)
}

/** As above, but a file that is written in place carries a new time. */
async function namesMeanwhileInPlace(setup: string, ask: string): Promise<string> {
  sandbox = await HelperSandbox.create(setup)
  const before = withoutTime(await sandbox.snapshot())
  const helper = await sandbox.ready()
  expect(await helper.say('dns 10.20.0.53', 'commit')).toEqual(['ok', 'ok'])
  const meanwhile = await sandbox.sh(ask)
  await helper.kill('SIGKILL')
  expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
  expect(withoutTime(await sandbox.snapshot())).toBe(before)
  return meanwhile
}

function withoutTime(snapshot: string): string {
  return snapshot.replace(/\d{4}-\d\d-\d\d [\d:.]+ [+-]\d{4}/, 'then')
}
