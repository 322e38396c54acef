import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const MAIN = join(import.meta.dirname, 'main.ts')
let home = ''

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'culvert-home-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** Runs the command as a script would: no terminal anywhere. */
async function culvert(argv: readonly string[], input = '', locale = 'C') {
  const env = { HOME: home, PATH: '/usr/bin', LC_ALL: locale }
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd: home, env })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  // A command that does not ask for its input may be gone before it is written.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

const saved = () => readdirSync(home, { recursive: true }).filter((path) => String(path).endsWith('.sstp'))

describe('culvert import, list and export', { timeout: 30_000 }, () => {
  it('shows, saves, lists and gives back', async () => {
    const imported = await culvert(
      ['import', '--yes', '-'],
      'sstpc --cert-warn --user anna --password hunter2 a.example',
    )
    expect(imported).toMatchObject({ code: 0, err: '' })
    expect(imported.out).toContain('--password (secrets are never kept)')
    expect(imported.out).toContain('The source did not check who the server is.')
    const [, id] = /"culvert connect (\S+)" connects/.exec(imported.out) ?? []
    expect((await culvert(['list'])).out).toBe(`${id}  a.example  (anna@a.example:443)\n`)
    const exported = await culvert(['export', 'a.example'])
    expect(exported).toMatchObject({ code: 0, out: expect.stringContaining('server = "a.example"') })
    expect(`${imported.out}${exported.out}`).not.toContain('hunter2')
    expect(await culvert(['trust', 'a.example'])).toMatchObject({
      code: 0,
      out: 'No connection has come up yet, so no certificate is known.\n',
    })
    const again = await culvert(['import', '--yes', 'sstp://anna@A.example'])
    expect(again.out).toContain('Saved already as "a.example"; left out.\nThere is nothing new to save.')
    expect(saved()).toHaveLength(1)
  })

  it('saves nothing unasked', async () => {
    const { code, out, err } = await culvert(['import', 'sstp://anna@a.example'])
    expect({ code, saved: saved() }).toEqual({ code: 2, saved: [] })
    expect(out).toContain('anna')
    expect(err).toContain('give --yes')
  })

  it('says in the user’s language what a wrong file is, and ends with 3', async () => {
    writeFileSync(join(home, 'a.ovpn'), 'client\ndev tun\nremote a.example\n')
    const { code, err } = await culvert(['import', '--yes', 'a.ovpn'], '', 'de_DE.UTF-8')
    expect(code).toBe(3)
    expect(err).toContain('einer OpenVPN-Konfiguration')
  })

  it.each([
    [['import'], 'needs a file'],
    [['export'], 'needs the name'],
    [['list', 'x'], 'takes no argument'],
    [['import', '--json', 'x'], 'does not take --json'],
  ])('explains %j and ends with 2', async (argv, words) => {
    const { code, out, err } = await culvert(argv)
    expect({ code, told: `${out}${err}`.includes(words) }).toEqual({ code: 2, told: true })
  })

  it('does not find what is not saved', async () => expect((await culvert(['export', 'x'])).code).toBe(3))
})
