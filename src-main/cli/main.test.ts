import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'

const MAIN = join(import.meta.dirname, 'main.ts')
const home = mkdtempSync(join(tmpdir(), 'culvert-home-'))

afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A file in the folder that the command runs in; the folder is also its home. */
function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(home, path, '..'), { recursive: true })
  writeFileSync(join(home, path), content)
}

interface Ended {
  code: number | null
  out: string
  err: string
}

/** Runs the command as a script would: no terminal anywhere. */
async function culvert(argv: readonly string[], input = '', locale = 'C'): Promise<Ended> {
  const env = { HOME: home, PATH: '/usr/bin', LC_ALL: locale }
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd: home, env })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  // A command that does not ask for its input may be gone before it is written.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

describe('the culvert command', { timeout: 30_000 }, () => {
  it.each([[['--help']], [['help']], [[]]])('%j prints the help', async (argv) => {
    const { code, out, err } = await culvert(argv)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Culvert connects this computer to an SSTP VPN\./)
  })

  it('knows its version', async () => {
    expect((await culvert(['--version'])).out).toMatch(/^culvert \d+\.\d+\.\d+\n$/)
  })

  it('explains a mistyped command and ends with 2', async () => {
    expect(await culvert(['conect', 'office.sstp'])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "✗ The command can't be run like this
        There is no command "conect". Did you mean "connect"?
        Run "culvert help" to see the commands with examples.
        (usage)
      ",
        "out": "",
      }
    `)
  })

  it('points at the mistake in a profile and ends with 3', async () => {
    write('office.sstp', 'format = 1\nserver = "vpn.example.com"\n\n[link]\nmtu = 70000\n')
    expect(await culvert(['connect', 'office.sstp'])).toMatchInlineSnapshot(`
      {
        "code": 3,
        "err": "✗ The profile has a mistake
        office.sstp, line 5, column 1: "link.mtu" must be "auto" or a whole number from 576 to 4087.
        Correct that place and try again. docs/profile-format.md explains every line with an example.
        (profile-malformed)
      ",
        "out": "",
      }
    `)
  })

  it('does the same for scripts, as one event', async () => {
    write('broken.sstp', 'format = 1\nserver = vpn.example.com\n')
    const { code, out, err } = await culvert(['connect', '--json', 'broken.sstp'])
    expect({ code, err }).toEqual({ code: 3, err: '' })
    expect(JSON.parse(out)).toMatchObject({ type: 'error', code: 'profile-malformed' })
    expect(JSON.parse(out).cause).toContain('broken.sstp, line 2, column 10:')
  })

  it('refuses a profile that holds a password, without repeating it', async () => {
    write('secret.sstp', 'format = 1\nserver = "h"\n[sign-in]\npassword = "hunter2"\n')
    const { code, err } = await culvert(['connect', 'secret.sstp'])
    expect(code).toBe(3)
    expect(err).toContain('line 4, column 1')
    expect(err).not.toContain('hunter2')
  })

  it('says where it looked for a profile that is not there', async () => {
    expect(await culvert(['connect', 'office'])).toMatchInlineSnapshot(`
      {
        "code": 3,
        "err": "✗ There is no profile "office"
        It is neither a file nor the name of a saved profile.
        Give the path of a .sstp file, an address such as sstp://anna@vpn.example.com, or the name of a profile in ~/.config/culvert/profiles.
        (profile-not-found)
      ",
        "out": "",
      }
    `)
  })

  it('finds saved profiles by name', async () => {
    write('.config/culvert/profiles/lab.sstp', 'format = 1\nname = "The Lab"\nserver = "127.0.0.1:1"\n')
    for (const name of ['lab', 'The Lab']) {
      const { err } = await culvert(['connect', name, '--user', 'anna'])
      expect(err).toContain('--password-stdin')
    }
  })

  it('wants the credentials before it dials, and asks nobody who is not there', async () => {
    expect(await culvert(['connect', 'sstp://127.0.0.1:1'])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "✗ The command can't be run like this
        The user name is missing, and there is no terminal to ask on. Give it with --user, or in the profile.
        Run "culvert help" to see the commands with examples.
        (usage)
      ",
        "out": "",
      }
    `)
    expect(await culvert(['connect', 'sstp://anna@127.0.0.1:1'])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "✗ The command can't be run like this
        The password is missing, and there is no terminal to ask on. Give it with --password-stdin.
        Run "culvert help" to see the commands with examples.
        (usage)
      ",
        "out": "",
      }
    `)
    expect(await culvert(['connect', 'sstp://anna@127.0.0.1:1', '--password-stdin'])).toMatchInlineSnapshot(`
      {
        "code": 2,
        "err": "✗ The command can't be run like this
        --password-stdin expects one line with the password, but nothing came.
        Run "culvert help" to see the commands with examples.
        (usage)
      ",
        "out": "",
      }
    `)
  })

  it('looks at a server that is no profile, and ends with the code of the rung that failed', async () => {
    const { code, out, err } = await culvert(['doctor', '127.0.0.1:1'])
    expect(code).toBe(11)
    expect(out).toMatch(/ ✓ Name .*\n +✗ TCP /)
    expect(err).toContain('(tcp-refused)')
    expect((await culvert(['doctor', '::1'])).out).toContain('Looking at [::1]:443;')
  })

  it('speaks German where the user does, and English to scripts', async () => {
    const german = (...argv: string[]) => culvert(argv, '', 'de_DE.UTF-8')
    expect((await german('--help')).out).toMatch(/^Culvert verbindet diesen Computer/)
    const doctor = await german('doctor', '127.0.0.1:1')
    expect(doctor.out).toMatch(/^127\.0\.0\.1:1 wird angesehen; /)
    expect(doctor.err).toMatch(/^✗ 127\.0\.0\.1 lehnt Verbindungen auf Port 1 ab\n/)
    expect((await german('connect', 'sstp://anna@127.0.0.1:1')).err).toContain('Das Passwort fehlt')
    const { out } = await german('doctor', '127.0.0.1:1', '--json')
    expect(out).toContain('refuses connections on port 1')
  })

  it('takes it calmly when nobody reads its output', async () => {
    const child = spawn(process.execPath, [MAIN, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    expect(await text(child.stderr)).toBe('')
    expect(await ended).toBe(0)
  })
})
