import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import { findProfile } from '../control/profile-store.ts'
import { tempFolder } from '../control/test-support/temp-folder.ts'
import type { EngineEvent } from '../engine/messages.ts'
import { knownServer } from './known-server.ts'
import type { Output } from './output.ts'
import { openLibrary } from './saved-profiles.ts'

const PROFILE =
  'format = 1\nname = "Office"\nserver = "vpn.example.com"\n[sign-in]\nmethods = ["eap-ms-chap-v2"]\n'

const certificate: PresentedCertificate = {
  subject: 'vpn.example.com',
  issuer: 'Example CA',
  names: [],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  sha256: 'ab'.repeat(32),
  keySha256: 'cd'.repeat(32),
}

let folder: string
const events: EngineEvent[] = []
const output = {
  handle: (event: EngineEvent) => events.push(event),
  warn: () => undefined,
} as unknown as Output

beforeEach(() => {
  folder = tempFolder(onTestFinished)
  vi.stubEnv('XDG_CONFIG_HOME', folder)
  mkdirSync(join(folder, 'culvert/profiles'), { recursive: true })
  writeFileSync(join(folder, 'culvert/profiles/office.sstp'), PROFILE)
  events.length = 0
})
afterEach(() => vi.unstubAllEnvs())

const known = async (target: string) => knownServer(await findProfile(target, process.env), output, 'en')

describe('what the command knows of a server from earlier runs', () => {
  it('is kept for a saved profile', async () => {
    const first = await known('office')
    expect(first.zeroKey).toBe(false)
    await first.noteZeroKey(true)
    expect((await known('office')).zeroKey).toBe(true)
    await (await known('office')).noteZeroKey(false)
    expect((await known('office')).zeroKey).toBe(false)
  })

  it('is all kept when several things are learnt at once', async () => {
    const server = await known('office')
    await Promise.all([server.noteZeroKey(true), server.noteTrusted(certificate)])
    const again = await known('office')
    expect(again.zeroKey).toBe(true)
    expect(await again.trusted()).toMatchObject([{ sha256: certificate.sha256 }])
  })

  it('holds what a saved profile has trusted, read anew, and nothing of a file from elsewhere', async () => {
    const elsewhere = join(folder, 'office.sstp')
    writeFileSync(elsewhere, PROFILE)
    await (await known(elsewhere)).noteTrusted(certificate)
    const trusted = async () => (await openLibrary(output, 'en')).find('office')?.trusted
    expect(await trusted()).toBeUndefined()
    await (await known('office')).noteTrusted(certificate)
    expect(await trusted()).toMatchObject([{ sha256: certificate.sha256 }])
    expect(await (await known('office')).trusted()).toEqual(await trusted())
    expect(await (await known(elsewhere)).trusted()).toEqual([])
  })

  it('is nothing for a file from elsewhere, and for an address', async () => {
    await (await known('office')).noteZeroKey(true)
    const elsewhere = join(folder, 'office.sstp')
    writeFileSync(elsewhere, PROFILE)
    expect((await known(elsewhere)).zeroKey).toBe(false)
    expect((await known('sstp://vpn.example.com')).zeroKey).toBe(false)
  })

  it('is no reason to fail when it cannot be read', async () => {
    writeFileSync(join(folder, 'culvert/library.json'), '{"version":99,"content":[]}')
    expect((await known('office')).zeroKey).toBe(false)
    expect(events).toMatchObject([{ type: 'log', level: 'debug' }])
  })
})
