import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findProfile, profilesFolder } from './profile-store.ts'

let home: string
let env: { HOME: string }

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'culvert-profiles-'))
  env = { HOME: home }
})

afterEach(() => rm(home, { recursive: true }))

async function save(fileName: string, lines: string): Promise<string> {
  const folder = join(home, '.config/culvert/profiles')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, fileName), `format = 1\n${lines}`)
  return join(folder, fileName)
}

const failing = (name: string) => findProfile(name, env).catch((cause) => cause.failure)

describe('findProfile', () => {
  it('takes the path of a file and reports keys that are not known', async () => {
    const path = await save('office.sstp', 'server = "vpn.example.com"\n[link]\nspeed = 9\n')
    const found = await findProfile(path, {})
    expect(found.profile.server.host).toBe('vpn.example.com')
    expect(found.unknown).toEqual(['link.speed'])
    expect(found.source).toEqual({ type: 'file', path })
  })

  it('takes an address', async () => {
    const { profile, source } = await findProfile('sstp://anna@vpn.example.com', env)
    expect(profile.signIn.user).toBe('anna')
    expect(source).toEqual({ type: 'uri' })
  })

  it('finds a saved profile by the name of its file, with and without its ending', async () => {
    const path = await save('office.sstp', 'server = "vpn.example.com"')
    for (const name of ['office', 'office.sstp']) {
      expect((await findProfile(name, env)).source).toEqual({ type: 'file', path })
    }
  })

  it('finds a saved profile by its name, beside one that cannot be read', async () => {
    await save('a.sstp', 'server = ')
    const path = await save('b.sstp', 'name = "Head office"\nserver = "vpn.example.com"')
    expect((await findProfile('Head office', env)).source).toEqual({ type: 'file', path })
  })

  it('does not guess between two of the same name', async () => {
    const paths = [
      await save('a.sstp', 'name = "Office"\nserver = "a.example"'),
      await save('b.sstp', 'name = "Office"\nserver = "b.example"'),
    ]
    const failure = await failing('Office')
    expect(failure).toEqual({ code: 'profile-ambiguous', name: 'Office', places: paths })
  })

  it('says so when there is none', async () => {
    for (const name of ['office', 'office.sstp', './office.sstp', '../../no-such', 'a\0b', '']) {
      expect(await failing(name)).toEqual({ code: 'profile-not-found', name })
    }
  })

  it('says why a file cannot be read', async () => {
    const path = join(home, 'x.sstp')
    await mkdir(path)
    expect(await failing(path)).toEqual({
      code: 'profile-unreadable',
      path,
      detail: 'EISDIR',
    })
    const pipe = join(home, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(await failing(pipe)).toEqual({ code: 'profile-unreadable', path: pipe, detail: 'EFTYPE' })
  })

  it('reads no more of a huge file than it must', async () => {
    const path = join(home, 'huge.sstp')
    await writeFile(path, '#'.repeat(1_000_000))
    expect(await failing(path)).toMatchObject({
      code: 'profile-malformed',
      mistake: { problem: 'too-large', limit: 65_536 },
    })
  })
})

describe('profilesFolder', () => {
  it.each([
    [{ XDG_CONFIG_HOME: '/cfg', HOME: '/home/anna' }, '/cfg/culvert/profiles'],
    [{ XDG_CONFIG_HOME: 'relative', HOME: '/home/anna' }, '/home/anna/.config/culvert/profiles'],
    [{ HOME: '/home/anna' }, '/home/anna/.config/culvert/profiles'],
    [{}, undefined],
  ])('of %j is %s', (variables, folder) => expect(profilesFolder(variables)).toBe(folder))
})
