import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SettingsStore } from '../control/settings-store.ts'
import { StateStore } from '../control/state-store.ts'
import { AutostartFile } from './autostart-file.ts'
import { initialState } from './initial-state.ts'
import { SettingsChanges } from './settings-changes.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-settings-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function setup() {
  const store = new StateStore(initialState({ version: '1.0.0', softwareRendering: false }))
  const settings = await SettingsStore.open(join(folder, 'settings.json'), { onSetAside: () => undefined })
  const autostart = new AutostartFile(join(folder, 'culvert.desktop'), { command: '/opt/culvert', args: [] })
  const themes: string[] = []
  const locked: boolean[] = []
  const changes = new SettingsChanges({
    store,
    settings,
    autostart,
    setLockdown: async (on) => void locked.push(on),
    onChanged: ({ theme }) => themes.push(theme),
  })
  return { store, settings, autostart, changes, themes, locked }
}

describe('a change of the settings', () => {
  it('holds at once, in the state and in what follows it', async () => {
    const { store, changes, themes } = await setup()
    await changes.apply({ theme: 'dark' })
    expect(store.get().settings.theme).toBe('dark')
    expect(themes).toEqual(['system', 'dark'])
  })

  it('registers the program with the system, and takes that back', async () => {
    const { autostart, changes } = await setup()
    await changes.apply({ launchAtLogin: true })
    expect(await autostart.isOn()).toBe(true)
    await changes.apply({ launchAtLogin: false })
    expect(await autostart.isOn()).toBe(false)
  })

  it('does not say what the system did not do', async () => {
    const { store, settings, autostart } = await setup()
    const broken = { isOn: autostart.isOn.bind(autostart), set: () => Promise.reject(new Error('EACCES')) }
    const changes = new SettingsChanges({
      store,
      settings,
      autostart: broken,
      setLockdown: () => Promise.reject(new Error('refused')),
      onChanged: () => undefined,
    })
    await expect(changes.apply({ lockdown: true })).rejects.toThrow('refused')
    expect(store.get().settings.lockdown).toBe(false)
    await expect(changes.apply({ launchAtLogin: true })).rejects.toThrow('EACCES')
    expect(store.get().settings.launchAtLogin).toBe(false)
  })

  it('reaches the block of this computer only when it is about that', async () => {
    const { changes, locked } = await setup()
    await changes.apply({ theme: 'dark', lockdown: false })
    await changes.apply({ lockdown: true })
    await changes.apply({ theme: 'light' })
    expect(locked).toEqual([true])
  })

  it('is made by the system, too: what the user changed there is adopted', async () => {
    const { store, autostart, changes } = await setup()
    await autostart.set(true, true)
    await changes.adoptRegistration()
    expect(store.get().settings.launchAtLogin).toBe(true)
    await autostart.set(false, true)
    await changes.adoptRegistration()
    expect(store.get().settings.launchAtLogin).toBe(false)
  })
})
