import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BUS_PACKAGES,
  overlay,
  START_BUS,
  unpackDebianPackages,
  waitForBusName,
} from '../testing/debian-packages.ts'
import { HELPER, HelperSandbox } from '../testing/helper-sandbox.ts'
import { INSTALLED_HELPER } from './linux-facts.ts'

const POLICY = join(import.meta.dirname, '../native/linux-helper/example.culvert.helper.policy')
const ALLOWED = 65534

/** The person who would be asked is played by a rule: it gives permission to one user, for our action alone. */
const RULE = `polkit.addRule(function (action, subject) {
  if (/^example.culvert.helper(.unblock)?$/.test(action.id) && subject.user === 'nobody') return polkit.Result.YES
  if (action.id === 'example.culvert.helper.unblock' && subject.user === 'mail') return polkit.Result.YES
})`

let sandbox: HelperSandbox
let before: string

beforeAll(async () => {
  const packages = await unpackDebianPackages(
    ...['pkexec', 'polkitd', 'libpolkit-gobject-1-0', 'libpolkit-agent-1-0', 'libduktape207', 'libglib2.0-0'],
    ...BUS_PACKAGES,
  )
  sandbox = await HelperSandbox.create(`
    ${overlay(packages)}
    chmod 4755 /usr/bin/pkexec
    grep -q ^polkitd: /etc/passwd || echo 'polkitd:x:993:993::/:/usr/sbin/nologin' >> /etc/passwd
    mkdir -p /etc/polkit-1/rules.d /usr/lib/culvert
    chmod 755 /etc/polkit-1/rules.d
    cat > /etc/polkit-1/rules.d/50-test.rules <<'END'\n${RULE}\nEND
    cp ${POLICY} /usr/share/polkit-1/actions/
    install -m 755 ${HELPER} ${INSTALLED_HELPER}
    ${START_BUS}
    /usr/lib/polkit-1/polkitd --no-debug > /mnt/polkitd.log 2>&1 &
    echo $! > /run/polkitd.pid
    ${waitForBusName('org.freedesktop.PolicyKit1')}`)
  before = await sandbox.snapshot()
})

afterAll(async () => {
  await sandbox.sh('kill $(cat /run/polkitd.pid /run/bus.pid)')
  await sandbox.dispose()
})

/** Runs a script as an ordinary user without any capability; it has `setup` and `repairLinux`, and says what went wrong. */
function as(uid: number, body: string): Promise<string> {
  const script = `
    import { LinuxNetworkSetup } from ${JSON.stringify(join(import.meta.dirname, 'linux.ts'))}
    import { repairLinux } from ${JSON.stringify(join(import.meta.dirname, 'linux-repair.ts'))}
    import { unblockLinux } from ${JSON.stringify(join(import.meta.dirname, 'linux-unblock.ts'))}
    const helperPath = ${JSON.stringify(INSTALLED_HELPER)}
    const setup = new LinuxNetworkSetup({ helperPath })
    const config = {
      address: '10.20.0.7', mtu: 1400, serverAddresses: ['203.0.113.5'],
      routing: { mode: 'all', networks: [], lan: true, ipv6: 'block' }, dns: { servers: ['10.20.0.53'], domains: [] },
    }
    try { ${body} } catch (error) { console.log(JSON.stringify(error.failure) ?? error.stack) }`
  return sandbox.exec(
    ...['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--inh-caps=-all', process.execPath],
    ...['--input-type=module-typescript', '-e', script],
  )
}

describe('an ordinary user', () => {
  it('who has permission gets a device of his own and the whole network set-up', async () => {
    const open = `console.log(await setup.open(${ALLOWED})); await setup.apply(config); console.log('up')`
    expect(await as(ALLOWED, `${open}; await setup.close(); console.log('closed')`)).toBe('sstp0\nup\nclosed')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('cannot have a device made for somebody else', async () => {
    expect(JSON.parse(await as(ALLOWED, 'await setup.open(0)'))).toEqual({
      code: 'helper-failed',
      step: 'tun 0',
      detail: 'the device can only be for the user who was asked',
    })
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('may repair', async () => {
    const dead = await sandbox.ready()
    await dead.say('up', 'rules everything', 'dns 10.20.0.53', 'commit')
    await dead.kill('SIGKILL')
    expect(await as(ALLOWED, 'console.log(await repairLinux({ helperPath }))')).toContain('sstp0')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('may open what a kill switch blocks, by a permission of its own', async () => {
    const dead = await sandbox.ready()
    await dead.say('block lan')
    await dead.kill('SIGKILL')
    expect(await as(ALLOWED, 'console.log(await repairLinux({ helperPath }))')).toContain('sstp0')
    const [unblock, mail] = ['console.log(await unblockLinux({ helperPath }))', 8]
    expect(JSON.parse(await as(mail, 'await repairLinux({ helperPath })'))).toMatchObject({
      code: 'helper-refused',
    })
    expect(await as(mail, unblock)).toBe('true')
    expect(await as(ALLOWED, unblock)).toBe('false')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('without permission, and with nobody to ask for it, is told so', async () => {
    expect(JSON.parse(await as(65533, 'await setup.open(65533)'))).toMatchObject({ code: 'helper-refused' })
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('is not asked for a helper that he could have changed himself', async () => {
    await sandbox.sh(`install -D -m 755 -o ${ALLOWED} ${HELPER} /mnt/own/culvert-helper`)
    const other =
      "const own = new LinuxNetworkSetup({ helperPath: '/mnt/own/culvert-helper' }); await own.open(65534)"
    expect(JSON.parse(await as(ALLOWED, other))).toEqual({
      code: 'helper-missing',
      path: '/mnt/own/culvert-helper',
    })
  })
})
