import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppTunnelState } from '../../src-shared/app-state.ts'
import { DEFAULT_SETTINGS } from '../../src-shared/settings.ts'
import { ProfileLibrary } from '../control/profile-library.ts'
import { StateStore } from '../control/state-store.ts'
import { followState } from './follow-state.ts'
import { initialState } from './initial-state.ts'
import { EMPTY_MEMORY, Memory } from './memory.ts'
import { Notices } from './notices.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-follow-'))
  await mkdir(join(folder, 'profiles'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function setup() {
  const store = new StateStore(initialState({ version: '1.0.0', softwareRendering: false }))
  const library = await ProfileLibrary.open(folder, { onSetAside: () => undefined })
  const notices = new Notices(store, () => undefined)
  const memory = new Memory({
    remembered: EMPTY_MEMORY,
    write: async () => undefined,
    onTrouble: () => undefined,
  })
  followState({ store, library, notices, memory })
  const types = () => store.get().notices.map(({ type }) => type)
  const connected = { state: 'connected', profileId: 'office' } as AppTunnelState
  return { store, library, notices, memory, types, connected }
}

describe('the consequences of a change', () => {
  it('show connections as they are saved, and name files that are none', async () => {
    await writeFile(join(folder, 'profiles', 'office.sstp'), 'format = 1\nserver = "vpn.example.com"\n')
    await writeFile(join(folder, 'profiles', 'broken.sstp'), 'format = ')
    const { store, library, types } = await setup()
    expect(store.get().profiles.map(({ id }) => id)).toEqual(['office'])
    expect(types()).toEqual(['profiles-broken'])
    await library.remove('office')
    expect(store.get().profiles).toEqual([])
  })

  it('give the hints of a first connection once', async () => {
    const { store, memory, types, connected } = await setup()
    store.update({ tunnel: connected })
    expect(types()).toEqual(['no-tray', 'offer-launch-at-login'])
    store.update({ notices: [] })
    store.update({ tunnel: connected })
    expect(types()).toEqual([])
    await memory.flush()
  })

  it('take the offer away once it was taken up', async () => {
    const { store, memory, types, connected } = await setup()
    store.update({ tunnel: connected })
    store.update({ settings: { ...DEFAULT_SETTINGS, launchAtLogin: true } })
    expect(types()).toEqual(['no-tray'])
    await memory.flush()
  })

  it('name a crash of the engine, once for each', async () => {
    const { store, types } = await setup()
    const crash = { time: Date.now() + 1000, profileId: 'office', what: 'engine-crashed' } as const
    store.update({ activity: [crash] })
    expect(types()).toEqual(['engine-crashed'])
    store.update({ notices: [] })
    store.update({ activity: [crash, { time: Date.now() + 2000, profileId: 'office', what: 'cancelled' }] })
    expect(types()).toEqual([])
  })
})
