import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HelperSandbox } from '../testing/helper-sandbox.ts'

let sandbox: HelperSandbox
let before: string

beforeAll(async () => {
  sandbox = await HelperSandbox.create()
  before = await sandbox.snapshot()
})

afterAll(() => sandbox.dispose())

describe('lines that do not fit end the helper, and everything is undone', () => {
  it.each([
    ...[
      '',
      ' ',
      'help',
      'UP',
      'up ',
      ' up',
      'up  ',
      'up now',
      'up\t',
      'up\r',
      'commit 1',
      'undo all',
      'remove',
      'remove ',
    ],
    ...[
      'remove up',
      'remove mtu 1400',
      'remove dns 10.0.0.1',
      'remove remove up',
      'remove commit',
      'tun 65534',
      'hello 2',
    ],
    ...['address', 'address 10.0.0.1/24', 'address 10.0.0', 'address 010.0.0.1', 'address 10.0.0.1 10.0.0.2'],
    ...[
      'address 0.0.0.0',
      'address 127.0.0.1',
      'address 224.0.0.1',
      'address 255.255.255.255',
      'address ::',
      'address ::1',
    ],
    ...[
      'address ff02::1',
      'address ::ffff:10.0.0.1',
      'address fe80::1%eth0',
      'address 10.0.0.1;reboot',
      'address $(id)',
    ],
    ...[
      'mtu 575',
      'mtu 9001',
      'mtu 01400',
      'mtu -1',
      'mtu +1400',
      'mtu 1400.0',
      'mtu 0x578',
      'mtu 99999999999999999999',
    ],
    ...['route 10.0.0.0', 'route 10.0.0.1/8', 'route 10.0.0.0/33', 'route 10.0.0.0/-1', 'route 10.0.0.0/8/8'],
    ...[
      'route default',
      'route 10.0.0.0/8 dev eth0',
      'route 10.0.0.0/8 table main',
      'route ::/129',
      'route /8',
      'route /',
    ],
    ...['throw 10.0.0.0/08', 'unreachable ::1/0', 'bypass example.com', 'bypass 10.0.0.0/8', 'through -6'],
    ...[
      'local 10.0.0.0/8',
      'local 10.0.0.0/8 0',
      'local 10.0.0.0/8 33',
      'local ::/0 129',
      'local 10.0.0.0/8 8 8',
    ],
    ...['rules', 'rules all', 'rules everything networks', 'rules everything; id'],
    ...[
      'dns 10.0.0.1 ',
      'dns 10.0.0.1 ns.example',
      'dns 127.0.0.53',
      'dns 10.0.0.1,10.0.0.2',
      `dns${' 10.0.0.1'.repeat(24)}`,
    ],
    ...[
      'domains -rf',
      'domains a..b',
      'domains .a',
      'domains a.',
      'domains a/b',
      'domains ../../etc',
      'domains a.-b',
    ],
    ...[
      'domains münchen',
      'domains a\u0000b',
      'domains a"b',
      `domains ${'a'.repeat(254)}`,
      'domains ~.',
      'domains *.a',
    ],
    ...['/bin/sh', 'x'.repeat(5000), '\u0000', 'up\u0000', '\u001b[2J'],
  ])('%j', async (line) => {
    const helper = await sandbox.ready()
    await helper.say('address 10.20.0.7', 'up', 'rules everything')
    expect(await helper.ask(line)).toMatch(/^error protocol /)
    expect(await helper.exited).toBe(0)
    expect(await sandbox.snapshot()).toBe(before)
  })
})

describe('the order of lines', () => {
  it.each([
    [['tun 0'], 'error protocol this line comes out of turn'],
    [['undo'], 'error protocol this line comes out of turn'],
    [['hello 2', 'up'], 'error protocol this line comes out of turn'],
    [['hello 2', 'commit'], 'error protocol this line comes out of turn'],
    [['hello 2', 'hello 2'], 'error protocol this line comes out of turn'],
    [['hello 2', 'tun 0', 'tun 0'], 'error protocol this line comes out of turn'],
    [['hello 1'], 'error version this helper speaks 2'],
    [['hello 3'], 'error version this helper speaks 2'],
  ])('%j is refused', async (lines, refusal) => {
    const helper = sandbox.helper()
    await helper.line()
    expect((await helper.say(...lines)).at(-1)).toBe(refusal)
    expect(await helper.exited).toBe(0)
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('lines may come in one piece, and a last one without its end is no line', async () => {
    const helper = sandbox.helper()
    helper.child.stdin?.end('hello 2\ntun 65534\nup\nroute 10.0.0.0/8\nrules every')
    const lines = [
      await helper.line(),
      await helper.line(),
      await helper.line(),
      await helper.line(),
      await helper.line(),
    ]
    expect(lines).toEqual(['culvert-helper 2', 'ok', 'ok sstp0', 'ok', 'ok'])
    expect(await helper.line()).toBeUndefined()
    expect(await sandbox.snapshot()).toBe(before)
  })
})

describe('who may start it, and for whom', () => {
  it('not somebody else than root', async () => {
    const helper = sandbox.helper()
    await helper.end()
    const said = await sandbox.sh(
      `setpriv --reuid=65534 --clear-groups ${process.cwd()}/out/native/culvert-helper </dev/null`,
    )
    expect(said).toContain('culvert-helper: only root may run this, or pkexec')
  })

  it('not by the set-user-id bit', async () => {
    await sandbox.sh(
      `cp ${process.cwd()}/out/native/culvert-helper /mnt/helper; chmod 4755 /mnt/helper; chmod 755 /mnt`,
    )
    const said = await sandbox.sh('setpriv --reuid=65534 --clear-groups /mnt/helper </dev/null')
    expect(said).toContain('only root may run this')
  })

  it('with pkexec, the device can only be for the user who was asked', async () => {
    const helper = sandbox.helper([], { PKEXEC_UID: '1000' })
    await helper.line()
    expect((await helper.say('hello 2', 'tun 1001')).at(-1)).toBe(
      'error denied the device can only be for the user who was asked',
    )
    const right = sandbox.helper([], { PKEXEC_UID: '1000' })
    await right.line()
    expect((await right.say('hello 2', 'tun 1000')).at(-1)).toBe('ok sstp0')
    await right.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it.each(['', 'root', '-1', '1000x'])('not with PKEXEC_UID=%j', async (uid) => {
    const helper = sandbox.helper([], { PKEXEC_UID: uid })
    expect(await helper.exited).toBe(2)
    expect(helper.errors).toBe('culvert-helper: PKEXEC_UID is no user id\n')
  })

  it('not with arguments that it does not know', async () => {
    const helper = sandbox.helper(['--config', '/tmp/x'])
    expect(await helper.exited).toBe(2)
    expect(helper.errors).toBe('culvert-helper: it knows no such argument\n')
  })

  it('not with a journal that others can write', async () => {
    await sandbox.sh('chmod 775 /var/lib/culvert')
    const helper = sandbox.helper()
    expect(await helper.exited).toBe(2)
    expect(helper.errors).toBe('culvert-helper: /var/lib/culvert must belong to root alone\n')
    await sandbox.sh('chmod 755 /var/lib/culvert')
  })
})
