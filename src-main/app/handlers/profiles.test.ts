import { createPrivateKey } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft } from '../../../src-shared/drafts.ts'
import { FailureError } from '../../../src-shared/failure.ts'
import type { ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { ProfileLibrary } from '../../control/profile-library.ts'
import type { SecretStore } from '../../control/secrets/secret-store.ts'
import { SettingsStore } from '../../control/settings-store.ts'
import { StateStore } from '../../control/state-store.ts'
import { makeIdentity } from '../../control/test-support/make-identity.ts'
import { IdentityChooser } from '../chosen-identity.ts'
import { initialState } from '../initial-state.ts'
import { Notices } from '../notices.ts'
import { Removals } from '../removals.ts'
import { profileHandlers } from './profiles.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-profiles-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** What most saves leave as it is. */
const OTHERS = { proxyPassword: null, identity: null }

const DRAFT: ProfileDraft = { ...emptyDraft(), name: 'Office', server: 'vpn.example.com', user: 'anna' }

/** A keychain in memory, or one that is not there. */
function keychain({ works = true } = {}) {
  const saved = new Map<string, string>()
  const missing = () => Promise.reject(new FailureError({ code: 'keychain-unavailable', detail: '' }))
  const secrets: SecretStore = {
    probe: async () => ({ state: 'available', name: 'Memory' }),
    read: async () => ({ found: false, because: 'missing', detail: '' }),
    write: async (id, password) => (works ? void saved.set(id, password) : missing()),
    forget: async (id) => (works ? void saved.delete(id) : missing()),
  }
  return { saved, secrets }
}

async function setup(options?: { works?: boolean; file?: string }) {
  const onSetAside = () => undefined
  const store = new StateStore(initialState({ version: '1.0.0', softwareRendering: false }))
  const library = await ProfileLibrary.open(folder, { onSetAside })
  const settings = await SettingsStore.open(join(folder, 'settings.json'), { onSetAside })
  const { saved, secrets } = keychain(options)
  const written: string[] = []
  const log = { write: (_level: string, _source: string, text: string) => void written.push(text) }
  const removals = new Removals({ library, secrets, settings, log })
  const notices = new Notices(store, (notice) => removals.noticeIsGone(notice))
  const disconnected: string[] = []
  const { profiles } = profileHandlers({
    store,
    library,
    secrets,
    notices,
    controller: { disconnect: async (by) => void disconnected.push(by) },
    identities: new IdentityChooser(async () => options?.file),
    dialogs: { saveConnection: async (name) => ({ path: `/tmp/${name}.sstp` }) },
    log: { addSecret: () => undefined },
  })
  const save = async (password: string | null = null, draft: Partial<ProfileDraft> = {}) => {
    const result = await profiles.save({ id: null, draft: { ...DRAFT, ...draft }, password, ...OTHERS })
    if (!result.saved) throw new Error('the draft has problems')
    return result.id
  }
  const noticeTypes = () => store.get().notices.map(({ type }) => type)
  return { store, library, settings, saved, removals, notices, disconnected, profiles, save, noticeTypes }
}

describe('saving a connection', () => {
  it('keeps it in a file and its password in the keychain', async () => {
    const { library, saved, save } = await setup()
    const id = await save('secret')
    expect(library.find(id)?.profile.server).toEqual({ host: 'vpn.example.com', port: 443 })
    expect([...saved]).toEqual([[id, 'secret']])
  })

  it('says what is wrong with it instead', async () => {
    const { profiles, library } = await setup()
    const result = await profiles.save({
      id: null,
      draft: { ...DRAFT, server: '' },
      password: null,
      ...OTHERS,
    })
    expect(result).toMatchObject({ saved: false, problems: [{ field: 'server', problem: 'missing' }] })
    expect(library.entries()).toEqual([])
  })

  it('changes what is there, and leaves a password that nobody touched', async () => {
    const { profiles, library, saved, save } = await setup()
    const id = await save('secret')
    await profiles.save({ id, draft: { ...DRAFT, name: 'Headquarters' }, password: null, ...OTHERS })
    expect(library.entries()).toMatchObject([{ id, profile: { name: 'Headquarters' } }])
    expect(saved.get(id)).toBe('secret')
  })

  it('forgets the password when it is to be asked for each time', async () => {
    const { profiles, saved, save } = await setup()
    const id = await save('secret')
    await profiles.save({
      id,
      draft: { ...DRAFT, passwordSource: 'ask-every-time' },
      password: null,
      ...OTHERS,
    })
    expect(saved.size).toBe(0)
  })

  it('succeeds without a keychain, and says that the password was not kept', async () => {
    const { library, save, noticeTypes } = await setup({ works: false })
    await save('secret')
    await save(null, { passwordSource: 'ask-every-time' })
    expect(library.entries()).toHaveLength(2)
    expect(noticeTypes()).toEqual(['failure'])
  })

  it('keeps the key of a certificate and the password of a proxy apart, until they are not wanted any more', async () => {
    const file = join(folder, 'anna.pem')
    const { certificate, key } = makeIdentity(folder)
    await writeFile(file, key + certificate)
    const { profiles, saved } = await setup({ file })
    const chosen = await profiles.chooseIdentity()
    expect(chosen).toMatchObject({ step: 'read', file: 'anna.pem', subject: 'anna', certificate })
    expect(JSON.stringify(chosen)).not.toContain('PRIVATE KEY')
    const identity = chosen?.step === 'read' ? chosen.id : null
    const draft = { ...DRAFT, certificate, proxyUser: 'anna' }
    const result = await profiles.save({
      id: null,
      draft,
      password: null,
      proxyPassword: 'kestrel',
      identity,
    })
    const id = result.saved ? result.id : ''
    expect([...saved.keys()]).toEqual([`${id}/key`, `${id}/proxy`])
    expect(createPrivateKey(saved.get(`${id}/key`) ?? '').equals(createPrivateKey(key))).toBe(true)

    await profiles.save({ id, draft: { ...draft, name: 'Same' }, password: null, ...OTHERS })
    expect(saved.size).toBe(2)
    await profiles.save({ id, draft: DRAFT, password: null, ...OTHERS })
    expect(saved.size).toBe(0)
  })

  it('is refused for one that is gone', async () => {
    const { profiles } = await setup()
    await expect(profiles.save({ id: 'gone', draft: DRAFT, password: null, ...OTHERS })).rejects.toThrow(
      FailureError,
    )
  })
})

describe('removing a connection', () => {
  it('can be undone, password and all, while the line about it is there', async () => {
    const { library, saved, profiles, removals, save, noticeTypes } = await setup()
    const id = await save('secret')
    await profiles.remove({ id })
    expect([library.entries(), noticeTypes()]).toEqual([[], ['profile-removed']])
    await profiles.undoRemove({ id })
    await removals.finish()
    expect(library.find(id)?.profile.name).toBe('Office')
    expect([saved.get(id), noticeTypes()]).toEqual(['secret', []])
  })

  it('is for good afterwards, for the password and the start as well', async () => {
    const { store, settings, saved, profiles, notices, removals, save } = await setup()
    const id = await save('secret')
    await settings.update({ connectOnStart: id })
    await profiles.remove({ id })
    notices.dismiss(store.get().notices[0]?.id ?? '')
    await removals.finish()
    expect(await readdir(join(folder, 'profiles'))).toEqual([])
    expect([saved.size, settings.get().connectOnStart]).toEqual([0, null])
  })

  it('ends the connection that it is about, and no other', async () => {
    const { store, disconnected, profiles, save } = await setup()
    const [one, other] = [await save(), await save()]
    store.update({ tunnel: { state: 'waiting-for-network', profileId: one } })
    await profiles.remove({ id: other })
    expect(disconnected).toEqual([])
    await profiles.remove({ id: one })
    expect(disconnected).toEqual(['user'])
  })
})

describe('giving a connection away', () => {
  it('writes it where the user wants it, without secrets', async () => {
    const { profiles, save } = await setup()
    const id = await save('canary-9')
    expect(await profiles.exportFile({ id })).toEqual({ path: '/tmp/Office.sstp' })
    const { text } = await profiles.exportText({ id })
    expect(text).toContain('vpn.example.com')
    expect(text).not.toContain('canary-9')
  })
})
