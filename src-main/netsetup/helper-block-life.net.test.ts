import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HELPER, type HelperProcess, HelperSandbox } from '../testing/helper-sandbox.ts'

const SOMEBODY = 65533

let sandbox: HelperSandbox
let before: string

beforeEach(async () => {
  sandbox = await HelperSandbox.create()
  before = await sandbox.snapshot()
})

afterEach(() => sandbox.dispose())

/** What a connection with a kill switch says, first to last. */
const CONNECTION = [
  'block lan',
  'dial tcp 203.0.113.5 443 50000',
  'address 10.20.0.7',
  'up',
  'bypass 203.0.113.5',
  'route 0.0.0.0/0',
  'unreachable ::/0',
  'rules everything',
  'dns 10.20.0.53',
  'domains all',
  'commit',
  'dial udp 203.0.113.53 53 50001',
  'portal 60',
  'block strict',
  'lockdown on',
  'lockdown off',
  'remove bypass 203.0.113.5',
]

async function connected(): Promise<HelperProcess> {
  const helper = await sandbox.ready()
  for (const line of CONNECTION) expect(`${line}: ${await helper.ask(line)}`).toBe(`${line}: ok`)
  return helper
}

/** The first words of the table, `open` when there is none. */
async function wall(): Promise<'blocked' | 'open'> {
  const tables = await sandbox.exec('nft', 'list', 'ruleset')
  if (!tables.includes('table')) return 'open'
  expect(tables).toMatch(/hook output priority filter; policy drop;/)
  expect(tables).toMatch(/hook input priority filter; policy drop;/)
  expect(tables).toMatch(/hook forward priority filter; policy drop;/)
  return 'blocked'
}

/** What an ordinary user is told, by the code that the window and the command use. */
async function told(): Promise<string> {
  const note = JSON.stringify(join(import.meta.dirname, 'block-note.ts'))
  return await sandbox.exec(
    ...['setpriv', `--reuid=${SOMEBODY}`, `--regid=${SOMEBODY}`, '--clear-groups', process.execPath],
    ...[
      '--input-type=module-typescript',
      '-e',
      `import { currentBlock } from ${note}; console.log(currentBlock())`,
    ],
  )
}

/** Everything that a helper leaves behind, but the block and what is written about it. */
function withoutBlock(snapshot: string): string {
  const lines = snapshot.split('\n')
  const table = lines.findIndex((line) => line.startsWith('table inet culvert'))
  const rest = table < 0 ? lines : lines.slice(0, table)
  return rest.filter((line) => !/^(\d+-sstp\d\.(crash|lost|wall)|blocked|lockdown)$/.test(line)).join('\n')
}

describe('the end of a connection with a kill switch', () => {
  it('opens after a clean goodbye', async () => {
    const helper = await connected()
    expect([await wall(), await told()]).toEqual(['blocked', 'tunnel'])
    expect(await helper.ask('undo')).toBe('ok')
    await helper.exited
    expect(await sandbox.snapshot()).toBe(before)
    expect(await told()).toBe('undefined')
  })

  it.each([
    ['the end of its input', (helper: HelperProcess) => helper.end(), 'crash'],
    ['SIGTERM', (helper: HelperProcess) => helper.kill('SIGTERM'), 'crash'],
    ['an error', (helper: HelperProcess) => helper.ask('nonsense').then(() => helper.exited), 'crash'],
    ['a connection that is lost for good', (helper: HelperProcess) => helper.ask('leave'), 'connection-lost'],
  ])('keeps the block after %s, and undoes everything else', async (_, end, because) => {
    const helper = await connected()
    await end(helper)
    await helper.exited
    expect([await wall(), await told()]).toEqual(['blocked', because])
    expect(withoutBlock(await sandbox.snapshot())).toBe(before)
    expect(await sandbox.exec('nft', 'list', 'ruleset')).not.toMatch(/203\.0\.113|sstp0/)
    expect(await sandbox.exec(HELPER, '--unblock')).toBe('open now')
    expect(await sandbox.snapshot()).toBe(before)
    expect(await sandbox.exec(HELPER, '--unblock')).toBe('open already')
  })

  it('keeps the block after kill -9; a repair undoes the rest and says nothing else', async () => {
    await (await connected()).kill('SIGKILL')
    expect([await wall(), await told()]).toEqual(['blocked', 'crash'])
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect([await wall(), await told()]).toEqual(['blocked', 'crash'])
    expect(withoutBlock(await sandbox.snapshot())).toBe(before)
  })
})

describe('kill -9', { timeout: 120_000 }, () => {
  const steps = ['hello 2', 'tun 65534', ...CONNECTION, 'undo'].map((line, index) => ({ line, index }))

  it.each(steps)(
    'during "$line" leaves this computer as before or blocked, and a repair finds the rest',
    async ({ index }) => {
      const lines = ['hello 2', 'tun 65534', ...CONNECTION, 'undo']
      // The moments within a step are sampled: 0, 2, 4, … ms after its line was sent.
      for (const wait of [0, 2, 4, 8]) {
        const helper = sandbox.helper()
        await helper.line()
        for (const line of lines.slice(0, index)) await helper.ask(line)
        helper.child.stdin?.write(`${lines[index]}\n`)
        await new Promise((resolve) => setTimeout(resolve, wait))
        await helper.kill('SIGKILL')
        const afterwards = await wall()
        const hadBlocked = index > lines.indexOf('block lan') && index < lines.indexOf('undo')
        if (hadBlocked) expect(afterwards).toBe('blocked')
        if (afterwards === 'blocked') expect(await told()).toBe('crash')
        expect(await sandbox.exec(HELPER, '--repair')).toMatch(/^healed/)
        if (hadBlocked) expect(await wall()).toBe('blocked')
        expect(withoutBlock(await sandbox.snapshot())).toBe(before)
        expect(await sandbox.exec(HELPER, '--unblock')).toMatch(/^open/)
        expect(await sandbox.snapshot()).toBe(before)
      }
    },
  )
})

describe('a block that a crash left', () => {
  it('is taken over by the same user’s next one, whose clean goodbye opens', async () => {
    await (await connected()).kill('SIGKILL')
    const next = await sandbox.ready()
    expect(await told()).toBe('crash')
    await next.ask('block lan')
    expect(await told()).toBe('tunnel')
    await next.ask('undo')
    await next.exited
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('is opened by the same user’s wish alone', async () => {
    await (await connected()).kill('SIGKILL')
    const next = await sandbox.ready()
    expect(await next.ask('unblock')).toBe('ok')
    expect(await wall()).toBe('open')
  })

  it('is neither taken over nor opened by another user’s client', async () => {
    await (await connected()).kill('SIGKILL')
    const other = sandbox.helper()
    await other.line()
    await other.say('hello 2', `tun ${SOMEBODY}`, 'block lan', 'unblock', 'undo')
    await other.exited
    expect([await wall(), await told()]).toEqual(['blocked', 'crash'])
  })

  it('stands while a client without a kill switch comes and goes', async () => {
    await (await connected()).kill('SIGKILL')
    const next = await sandbox.ready()
    expect(await next.ask('dial tcp 203.0.113.5 443 50002')).toBe('ok')
    expect(await sandbox.exec('nft', 'list', 'set', 'inet', 'culvert', 'dials4')).toContain('50002')
    await next.ask('undo')
    await next.exited
    expect([await wall(), await told()]).toEqual(['blocked', 'crash'])
  })
})

describe('two clients', () => {
  it('share the table; it stands as long as one of them wants it, and each device passes', async () => {
    const [first, second, third] = [await sandbox.ready(), await sandbox.ready(), await sandbox.ready()]
    await first.ask('block lan')
    await second.ask('block strict')
    // The strictest wish holds.
    expect(await sandbox.exec('nft', 'list', 'chain', 'inet', 'culvert', 'output')).not.toContain('@lan4')
    expect(await sandbox.exec('nft', 'list', 'set', 'inet', 'culvert', 'tunnels')).toMatch(
      /sstp0[\s\S]*sstp1[\s\S]*sstp2/,
    )
    await second.ask('undo')
    await second.exited
    expect(await wall()).toBe('blocked')
    expect(await sandbox.exec('nft', 'list', 'chain', 'inet', 'culvert', 'output')).toContain('@lan4')
    expect(await sandbox.exec('nft', 'list', 'set', 'inet', 'culvert', 'tunnels')).not.toContain('sstp1')
    await third.ask('undo')
    expect(await wall()).toBe('blocked')
    await first.ask('undo')
    await Promise.all([first.exited, third.exited])
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('one crashed: the table stands when the other has said goodbye', async () => {
    const [first, second] = [await connected(), await connected()]
    await first.kill('SIGKILL')
    await second.ask('undo')
    await second.exited
    expect([await wall(), await told()]).toEqual(['blocked', 'crash'])
  })
})

describe('lockdown', () => {
  /** Another boot id in every file, and no device, rule or table. */
  const RESTART = `
    sed -i 's/^boot [0-9a-f]\\{8\\}/boot 00000000/' /var/lib/culvert/*
    ip link del sstp0 2>/dev/null; ip rule flush protocol 220; ip -6 rule flush protocol 220; ip -6 route flush table 21300
    nft flush ruleset`

  it('blocks on after a clean goodbye, and after a restart', async () => {
    const helper = await sandbox.ready()
    await helper.say('block strict', 'lockdown on', 'undo')
    await helper.exited
    expect([await wall(), await told()]).toEqual(['blocked', 'lockdown'])
    await sandbox.sh(RESTART)
    expect([await wall(), await told()]).toEqual(['open', 'undefined'])
    expect(await sandbox.exec(HELPER, '--restore-lockdown')).toBe('blocked now')
    expect([await wall(), await told()]).toEqual(['blocked', 'lockdown'])
    // It is this namespace's now, and no other's.
    const elsewhere = await sandbox.exec(
      'unshare',
      '-n',
      'sh',
      '-c',
      `${HELPER} --restore-lockdown; nft list tables`,
    )
    expect(elsewhere).toBe('open already')
    expect([await wall(), await told()]).toEqual(['blocked', 'lockdown'])
    const next = await sandbox.ready()
    await next.say('block strict', 'lockdown off')
    expect(await wall()).toBe('blocked')
    await next.ask('undo')
    await next.exited
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('is chosen and ended without a connection', async () => {
    expect(await sandbox.exec(HELPER, '--lockdown-lan')).toBe('blocked now')
    expect(await sandbox.exec('nft', 'list', 'chain', 'inet', 'culvert', 'output')).toContain('@lan4')
    expect(await sandbox.exec(HELPER, '--lockdown-strict')).toBe('blocked now')
    expect(await sandbox.exec('nft', 'list', 'chain', 'inet', 'culvert', 'output')).not.toContain('@lan4')
    expect([await wall(), await told()]).toEqual(['blocked', 'lockdown'])
    expect(await sandbox.exec(HELPER, '--lockdown-off')).toBe('open now')
    expect(await sandbox.snapshot()).toBe(before)
    expect(await sandbox.exec(HELPER, '--restore-lockdown')).toBe('open already')
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('needs a block to keep', async () => {
    const helper = await sandbox.ready()
    expect(await helper.ask('lockdown on')).toBe('error block there is no block to keep')
    await helper.exited
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('is the only thing that outlives a restart: what a crash left does not', async () => {
    await (await connected()).kill('SIGKILL')
    await sandbox.sh(RESTART)
    expect(await sandbox.exec(HELPER, '--restore-lockdown')).toBe('open already')
    expect(await sandbox.exec(HELPER, '--repair')).toBe('healed sstp0')
    expect([await wall(), await told()]).toEqual(['open', 'undefined'])
    expect(await sandbox.sh('ls -A /var/lib/culvert | grep -c -v -e lock -e blocked')).toContain('0')
  })

  it('has a unit that systemd understands', async () => {
    const unit = join(import.meta.dirname, '../native/linux-helper/culvert-lockdown.service')
    await sandbox.sh(
      `sed 's|/usr/lib/culvert/culvert-helper|${HELPER}|' ${unit} > /mnt/culvert-lockdown.service`,
    )
    expect(await sandbox.sh('systemd-analyze verify --man=no /mnt/culvert-lockdown.service 2>&1')).toBe('')
  })
})

describe('--unblock', () => {
  it('opens under a client that is up, which goes on, and does not block again by itself', async () => {
    const helper = await connected()
    expect(await sandbox.exec(HELPER, '--unblock')).toBe('open now')
    expect([await wall(), await told()]).toEqual(['open', 'undefined'])
    expect(await helper.say('dial tcp 203.0.113.6 443 50003', 'portal 10', 'mtu 1300')).toEqual([
      'ok',
      'ok',
      'ok',
    ])
    expect(await wall()).toBe('open')
    await helper.end()
    expect(await sandbox.snapshot()).toBe(before)
  })

  it('is what "culvert unblock" does, and "culvert repair" says what is blocked', async () => {
    const culvert = (command: string) =>
      sandbox.sh(
        `LC_ALL=C ${process.execPath} ${join(import.meta.dirname, '../cli/main.ts')} ${command} 2>&1; echo "ends with $?"`,
      )
    await (await connected()).kill('SIGKILL')
    const repaired = await culvert('repair')
    expect(repaired).toContain('Put back what a run that was killed had left: sstp0')
    expect(repaired).toContain('Internet access is blocked on this computer')
    expect(repaired).toMatch(/culvert unblock[\s\S]*ends with 24$/)
    expect(await culvert('unblock')).toMatch(/^This computer is open again: .*\nends with 0$/)
    expect(await culvert('unblock')).toMatch(/^Nothing to open: .*\nends with 0$/)
    expect(await sandbox.snapshot()).toBe(before)
  })
})

describe('when something is wrong with the host', () => {
  it('no nft: a connection with a kill switch is refused by name, and nothing stays', async () => {
    await sandbox.sh('mount --bind /dev/null "$(readlink -f "$(command -v nft)")"')
    const helper = await sandbox.ready()
    expect(await helper.ask('block lan')).toBe('error block nft is not installed')
    await helper.exited
    expect(await sandbox.sh('ls -A /var/lib/culvert')).toBe('lock')
    const without = await sandbox.ready()
    expect(await without.say('dial tcp 203.0.113.5 443 50000', 'up', 'unblock', 'undo')).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
    ])
  })

  it('a kernel without nftables: the same, and the next connection without one works', async () => {
    await sandbox.sh(`printf '#!/bin/sh\\necho "Operation not supported" >&2; exit 1\\n' > /mnt/nft; chmod 755 /mnt/nft
      mount --bind /mnt/nft "$(readlink -f "$(command -v nft)")"`)
    const helper = await sandbox.ready()
    expect(await helper.ask('block lan')).toMatch(/^error block nft -f -: Operation not supported/)
    await helper.exited
    expect(await sandbox.sh('ls -A /var/lib/culvert')).toContain('lock')
    const without = await sandbox.ready()
    expect(await without.say('up', 'undo')).toEqual(['ok', 'ok'])
  })

  it('a full disk: no block is promised that could be forgotten, and one that stands stays until it is opened', async () => {
    await sandbox.sh('mount -t tmpfs -o size=64k tmpfs /var/lib')
    const helper = await sandbox.ready()
    await sandbox.sh('head -c 1000000 /dev/zero > /var/lib/filler')
    expect(await helper.ask('dial tcp 203.0.113.5 443 50000')).toBe('ok')
    expect(await helper.ask('block lan')).toMatch(/^error block \d+-sstp0\.wall: No space left on device/)
    await helper.exited
    expect(await wall()).toBe('open')
    await sandbox.sh('rm /var/lib/filler')
    const next = await sandbox.ready()
    expect(await next.ask('block lan')).toBe('ok')
    await sandbox.sh('head -c 1000000 /dev/zero > /var/lib/filler')
    expect(await next.say('dial tcp 203.0.113.5 443 50001', 'portal 10')).toEqual(['ok', 'ok'])
    await next.end()
    expect([await wall(), await told()]).toEqual(['blocked', 'crash'])
    expect(await sandbox.exec(HELPER, '--unblock')).toBe('open now')
    expect([await wall(), await told()]).toEqual(['open', 'undefined'])
  })

  it('a disk that cannot be written: the block can still be opened', async () => {
    await (await connected()).kill('SIGKILL')
    await sandbox.sh('mount -o remount,ro /var/lib')
    expect(await sandbox.exec(HELPER, '--repair')).toContain('Read-only file system')
    expect(await wall()).toBe('blocked')
    expect(await sandbox.exec(HELPER, '--unblock')).toBe('open now')
    expect(await wall()).toBe('open')
  })

  it('somebody else flushed all tables: the next dial brings the block back', async () => {
    const helper = await connected()
    await sandbox.sh('nft flush ruleset')
    expect(await helper.ask('dial tcp 203.0.113.5 443 50004')).toBe('ok')
    expect(await wall()).toBe('blocked')
  })
})
