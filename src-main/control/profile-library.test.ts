import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { ProfileLibrary } from './profile-library.ts'
import { findProfile } from './profile-store.ts'
import { tempFolder } from './test-support/temp-folder.ts'

const profile = (name: string, host = 'vpn.example.com'): Profile => ({
  ...defaultProfile({ host, port: 443 }),
  name,
})

const certificate: PresentedCertificate = {
  subject: 'CN=vpn.example.com',
  issuer: 'CN=Example CA',
  names: ['vpn.example.com'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  sha256: 'a'.repeat(64),
  keySha256: 'b'.repeat(64),
}

async function openIn(folder: string) {
  const asides: string[] = []
  const onSetAside = (file: string) => void asides.push(file)
  return Object.assign(await ProfileLibrary.open(folder, { onSetAside }), { asides })
}

const names = (library: ProfileLibrary) => library.entries().map((entry) => entry.profile.name)

const fileOf = (folder: string, id: string) => join(folder, 'profiles', `${id}.sstp`)

function putFile(folder: string, name: string, text: string) {
  mkdirSync(join(folder, 'profiles'), { recursive: true })
  writeFileSync(join(folder, 'profiles', name), text)
}

describe('the library', () => {
  it('is empty at first', async () => {
    const library = await openIn(tempFolder(onTestFinished))
    expect(library.entries()).toEqual([])
    expect(library.broken()).toEqual([])
  })

  it('gives a connection an id that one can read, a file of its own, and keeps both', async () => {
    const folder = tempFolder(onTestFinished)
    const { id } = await (await openIn(folder)).add(profile('Büro (Köln)'), 'ask-every-time')
    expect(id).toMatch(/^buro-koln-[0-9a-f]{8}$/)
    expect(statSync(fileOf(folder, id)).mode & 0o777).toBe(0o600)
    expect((await openIn(folder)).entries()).toEqual([
      { id, profile: profile('Büro (Köln)'), passwordSource: 'ask-every-time', unknown: [] },
    ])
  })

  it.each([
    ['日本', /^profile-[0-9a-f]{8}$/],
    ['../../etc/passwd', /^etc-passwd-[0-9a-f]{8}$/],
    ['a'.repeat(200), /^a{40}-[0-9a-f]{8}$/],
  ])('makes a safe name of a file of %s', async (name, pattern) => {
    expect((await (await openIn(tempFolder(onTestFinished))).add(profile(name), 'keychain')).id).toMatch(
      pattern,
    )
  })

  it('shares its connections with the command line', async () => {
    const config = tempFolder(onTestFinished)
    const { id } = await (await openIn(join(config, 'culvert'))).add(profile('Office'), 'keychain')
    for (const name of ['Office', id]) {
      const { source } = await findProfile(name, { XDG_CONFIG_HOME: config })
      expect(source).toEqual({ type: 'file', path: fileOf(join(config, 'culvert'), id) })
    }
  })

  it('keeps the id and what it does not know when a connection is changed', async () => {
    const folder = tempFolder(onTestFinished)
    const text = 'format = 1\nserver = "vpn.example.com"\n\n[later]\ncolour = "green"\n'
    putFile(folder, 'office.sstp', text)
    const library = await openIn(folder)
    const entry = await library.replace('office', profile('Other', 'new.example.com'), 'ask-every-time')
    expect(entry).toMatchObject({ id: 'office', passwordSource: 'ask-every-time', unknown: ['later'] })
    const written = readFileSync(fileOf(folder, 'office'), 'utf8')
    expect(written).toContain('colour = "green"')
    expect(written).toContain('server = "new.example.com"')
  })

  it('puts a copy behind its original, under a name of its own', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('Office'), 'ask-every-time')
    await library.add(profile('Home'), 'keychain')
    await library.duplicate((await library.duplicate(id)).id)
    expect(names(library)).toEqual(['Office', 'Office (2)', 'Office (3)', 'Home'])
    expect(names(await openIn(folder))).toEqual(names(library))
    expect(new Set(library.entries().map((entry) => entry.id)).size).toBe(4)
  })

  it('can copy a connection whose name is as long as names may be', async () => {
    const library = await openIn(tempFolder(onTestFinished))
    const { id } = await library.add(profile('🔑'.repeat(100)), 'keychain')
    expect((await library.duplicate(id)).profile.name).toMatch(/ \(2\)$/)
  })

  it('keeps the order that the user wants, and puts new ones at the end', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    for (const name of ['A', 'B', 'C', 'D']) await library.add(profile(name), 'keychain')
    const [a, b, c] = library.entries().map(({ id }) => id)
    await library.reorder([c ?? '', a ?? '', 'nobody'])
    expect(names(library)).toEqual(['C', 'A', 'B', 'D'])
    await library.add(profile('E'), 'keychain')
    await library.replace(b ?? '', profile('B2'))
    expect(names(await openIn(folder))).toEqual(['C', 'A', 'B2', 'D', 'E'])
  })

  it('remembers when a connection was up and what its server showed', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('Office'), 'keychain')
    await Promise.all([
      library.markConnected(id, 1_800_000_000_000),
      library.rememberCertificate(id, certificate),
    ])
    const later = await openIn(folder)
    expect(later.find(id)?.lastConnected).toBe(1_800_000_000_000)
    expect(later.certificateOf(id)).toEqual(certificate)
    await library.remove(id)
    await library.markConnected(id, 1)
    expect(library.certificateOf(id)).toBeUndefined()
  })

  it('keeps a history of what was trusted, for as long as the profile means the same server', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('Office'), 'keychain')
    await library.noteTrusted(id, certificate, 1_000)
    await library.noteTrusted(id, { ...certificate, sha256: 'ef'.repeat(32) }, 2_000)
    const later = await openIn(folder)
    expect(later.find(id)?.trusted).toMatchObject([
      { sha256: 'ef'.repeat(32), since: 2_000 },
      { sha256: certificate.sha256, since: 1_000, until: 2_000 },
    ])
    expect(later.exportText(id)).not.toContain(certificate.sha256)
    expect((await later.duplicate(id)).trusted).toBeUndefined()
    await later.replace(id, { ...profile('Office'), server: { host: 'other.example', port: 443 } })
    expect(later.find(id)?.trusted).toBeUndefined()
    await later.noteTrusted('nobody', certificate, 3_000)
  })

  it('remembers that a server took a binding of zeros, as long as the profile means that server', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id, profile: saved } = await library.add(profile('Office'), 'keychain')
    expect(library.takesZeroKey(id)).toBe(false)
    await library.rememberZeroKey(id, true)
    const later = await openIn(folder)
    expect(later.takesZeroKey(id)).toBe(true)
    await later.replace(id, { ...saved, server: { ...saved.server, host: 'elsewhere.example.com' } })
    expect(later.takesZeroKey(id)).toBe(false)
    await later.replace(id, saved)
    await later.rememberZeroKey(id, false)
    expect((await openIn(folder)).takesZeroKey(id)).toBe(false)
    await library.rememberZeroKey('nobody', true)
    expect(library.takesZeroKey('nobody')).toBe(false)
  })

  it('exports a file that says the same and holds no secret', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('Office'), 'keychain')
    expect(library.exportText(id)).toBe(readFileSync(fileOf(folder, id), 'utf8'))
    expect(() => library.exportText('nobody')).toThrow('profile-not-found')
  })

  it('tells every change', async () => {
    const library = await openIn(tempFolder(onTestFinished))
    let changes = 0
    const stop = library.subscribe(() => {
      changes += 1
    })
    const { id } = await library.add(profile('Office'), 'keychain')
    await library.markConnected(id, 1)
    await library.remove(id)
    stop()
    await library.undoRemove(id)
    expect(changes).toBe(3)
  })

  it('carries out changes one after the other, in the order of the wishes', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('0'), 'keychain')
    const hosts = Array.from({ length: 20 }, (_, i) => `server-${i}.example.com`)
    await Promise.all(hosts.map((host) => library.replace(id, profile('0', host))))
    expect(library.find(id)?.profile.server.host).toBe('server-19.example.com')
    expect((await openIn(folder)).find(id)?.profile.server.host).toBe('server-19.example.com')
  })

  it('refuses what no file may hold, and changes nothing then', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const failure = { failure: { code: 'profile-malformed' } }
    await expect(library.add(profile(''), 'keychain')).rejects.toMatchObject(failure)
    expect(readdirSync(join(folder, 'profiles'))).toEqual([])
    expect(library.entries()).toEqual([])
  })
})

describe('a change that cannot be written', () => {
  const refused = { failure: { code: expect.stringMatching(/^store-/) } }

  it.each([
    ['the index', (folder: string, _id: string) => join(folder, 'library.json')],
    ['the file', fileOf],
  ])('because of %s changes nothing', async (_what, pathOf) => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('A'), 'ask-every-time')
    await library.add(profile('B'), 'keychain')
    const before = library.entries()
    let changes = 0
    library.subscribe(() => {
      changes += 1
    })
    const path = pathOf(folder, id)
    renameSync(path, `${path}.kept`)
    mkdirSync(join(path, 'in the way'), { recursive: true })
    await expect(library.replace(id, profile('New'), 'keychain')).rejects.toMatchObject(refused)
    expect(library.entries()).toEqual(before)
    expect(changes).toBe(0)
    rmSync(path, { recursive: true })
    renameSync(`${path}.kept`, path)
    expect((await openIn(folder)).entries()).toEqual(before)
    await library.replace(id, profile('New'), 'keychain')
    expect(names(await openIn(folder))).toEqual(['New', 'B'])
  })

  it('adds no file that nobody knows of, and can be tried again', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    mkdirSync(join(folder, 'library.json'))
    await expect(library.add(profile('A'), 'keychain')).rejects.toMatchObject(refused)
    expect(library.entries()).toEqual([])
    expect(readdirSync(join(folder, 'profiles'))).toEqual([])
    rmSync(join(folder, 'library.json'), { recursive: true })
    await library.add(profile('A'), 'keychain')
    expect(names(await openIn(folder))).toEqual(['A'])
  })

  it('leaves a connection that cannot be removed where it is', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('A'), 'keychain')
    mkdirSync(`${fileOf(folder, id)}.removed`)
    await expect(library.remove(id)).rejects.toMatchObject(refused)
    expect(names(library)).toEqual(['A'])
    await library.undoRemove(id)
    expect(names(await openIn(folder))).toEqual(['A'])
  })
})

describe('a removed connection', () => {
  it('comes back to its place with all that was known of it', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    for (const name of ['A', 'B', 'C']) await library.add(profile(name), 'ask-every-time')
    const id = library.entries()[1]?.id ?? ''
    await library.rememberCertificate(id, certificate)
    const before = library.entries()
    await library.remove(id)
    expect(names(library)).toEqual(['A', 'C'])
    expect(names(await openIn(folder))).toEqual(['A', 'C'])
    await library.undoRemove(id)
    expect(library.entries()).toEqual(before)
    const later = await openIn(folder)
    expect(later.entries()).toEqual(before)
    expect(later.certificateOf(id)).toEqual(certificate)
  })

  it('is gone for good once it is forgotten', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('A'), 'keychain')
    await library.remove(id)
    await library.forgetRemoved(id)
    await library.undoRemove(id)
    expect(library.entries()).toEqual([])
    expect(readdirSync(join(folder, 'profiles'))).toEqual([])
  })

  it('that was never forgotten, because the program was killed, is told at the next start', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('A'), 'keychain')
    await library.remove(id)
    const later = await openIn(folder)
    expect(later.abandoned()).toEqual([id])
    // Another program that looks into the library meanwhile does not take the way back away.
    await library.undoRemove(id)
    expect(names(library)).toEqual(['A'])
    await library.remove(id)
    await later.forgetRemoved(id)
    expect(later.abandoned()).toEqual([])
    expect((await openIn(folder)).abandoned()).toEqual([])
  })
})

describe('files that others put there', () => {
  it('appear at the end, those that are gone disappear', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    for (const name of ['Z', 'Y']) await library.add(profile(name), 'keychain')
    putFile(folder, 'By hand.sstp', 'format = 1\nserver = "192.0.2.1"\n')
    rmSync(fileOf(folder, library.entries()[0]?.id ?? ''))
    const later = await openIn(folder)
    expect(names(later)).toEqual(['Y', '192.0.2.1'])
    expect(later.find('By hand')).toMatchObject({ passwordSource: 'keychain' })
  })

  it('stay when two programs write the library at the same time', async () => {
    const folder = tempFolder(onTestFinished)
    const [app, cli] = [await openIn(folder), await openIn(folder)]
    const adds = Array.from({ length: 10 }, (_, i) => [
      app.add(profile(`app ${i}`), 'keychain'),
      cli.add(profile(`cli ${i}`), 'keychain'),
    ])
    await Promise.all(adds.flat())
    const later = await openIn(folder)
    expect(names(later)).toHaveLength(20)
    expect(later.asides).toEqual([])
  })

  it('that cannot be used are told with the reason, beside the good ones', async () => {
    const folder = tempFolder(onTestFinished)
    putFile(folder, 'bad.sstp', 'format = 1\nserver = \n')
    putFile(folder, 'good.sstp', 'format = 1\nserver = "vpn.example.com"\n')
    mkdirSync(join(folder, 'profiles', 'folder.sstp'))
    execFileSync('mkfifo', [join(folder, 'profiles', 'pipe.sstp')])
    const library = await openIn(folder)
    expect(names(library)).toEqual(['vpn.example.com'])
    expect(library.broken()).toMatchObject([
      { id: 'bad', failure: { code: 'profile-malformed', line: 2 } },
      { id: 'folder', failure: { code: 'profile-unreadable', detail: 'EISDIR' } },
      { id: 'pipe', failure: { code: 'profile-unreadable', detail: 'EFTYPE' } },
    ])
  })

  it('keep their place and their password source while they are broken', async () => {
    const folder = tempFolder(onTestFinished)
    const library = await openIn(folder)
    const { id } = await library.add(profile('A'), 'ask-every-time')
    const text = readFileSync(fileOf(folder, id), 'utf8')
    writeFileSync(fileOf(folder, id), 'format = ')
    await (await openIn(folder)).add(profile('B'), 'keychain')
    writeFileSync(fileOf(folder, id), text)
    const mended = await openIn(folder)
    expect(names(mended)).toEqual(['A', 'B'])
    expect(mended.find(id)?.passwordSource).toBe('ask-every-time')
  })

  it('are not ours when they are hidden', async () => {
    const folder = tempFolder(onTestFinished)
    for (const name of ['.sstp', '.office.sstp']) putFile(folder, name, 'format = 1\nserver = "a.example"\n')
    const library = await openIn(folder)
    await library.add(profile('A'), 'keychain')
    expect(names(await openIn(folder))).toEqual(['A'])
  })

  it('may be many', async () => {
    const folder = tempFolder(onTestFinished)
    for (let i = 0; i < 600; i++) {
      putFile(folder, `p${i}.sstp`, `format = 1\nserver = "server-${i}.example.com"\n`)
    }
    expect((await openIn(folder)).entries()).toHaveLength(600)
  })
})

describe('library.json', () => {
  it('that is damaged costs order and memory, never a connection', async () => {
    const folder = tempFolder(onTestFinished)
    await (await openIn(folder)).add(profile('A'), 'keychain')
    writeFileSync(join(folder, 'library.json'), '{"version":1,"content":[{"id":7}]}')
    const library = await openIn(folder)
    expect(names(library)).toEqual(['A'])
    expect(library.asides).toEqual(['library.json'])
    expect(existsSync(join(folder, 'library.json.damaged-1'))).toBe(true)
  })

  it('of a newer version is refused, so that nothing is lost of what that one knows', async () => {
    const folder = tempFolder(onTestFinished)
    writeFileSync(join(folder, 'library.json'), '{"version":2,"content":{}}')
    await expect(openIn(folder)).rejects.toMatchObject({ failure: { code: 'store-too-new' } })
    expect(readFileSync(join(folder, 'library.json'), 'utf8')).toBe('{"version":2,"content":{}}')
  })
})
