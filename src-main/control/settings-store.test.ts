import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src-shared/settings.ts'
import { SettingsStore } from './settings-store.ts'
import { tempFolder } from './test-support/temp-folder.ts'

async function openIn(folder: string) {
  const asides: string[] = []
  const onSetAside = (_file: string, keptAs: string) => void asides.push(keptAs)
  const store = await SettingsStore.open(join(folder, 'settings.json'), { onSetAside })
  return { store, asides }
}

describe('the settings', () => {
  it('are at their defaults before anything was changed, and there is no file', async () => {
    const folder = tempFolder(onTestFinished)
    const { store } = await openIn(folder)
    expect(store.get()).toEqual(DEFAULT_SETTINGS)
    expect(() => readFileSync(join(folder, 'settings.json'))).toThrow('ENOENT')
  })

  it('are the same after a restart', async () => {
    const folder = tempFolder(onTestFinished)
    const { store } = await openIn(folder)
    await store.update({ theme: 'dark', connectOnStart: 'office-0123abcd' })
    await store.update({ language: 'de' })
    const expected = {
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      connectOnStart: 'office-0123abcd',
      language: 'de',
    }
    expect(store.get()).toEqual(expected)
    expect((await openIn(folder)).store.get()).toEqual(expected)
  })

  it('tell their changes until the listener has enough', async () => {
    const { store } = await openIn(tempFolder(onTestFinished))
    const themes: string[] = []
    const stop = store.subscribe(({ theme }) => themes.push(theme))
    await Promise.all([store.update({ theme: 'dark' }), store.update({ theme: 'light' })])
    stop()
    await store.update({ theme: 'system' })
    expect(themes).toEqual(['dark', 'light'])
  })

  it('stay as they were when they cannot be written, and later changes do not bring the failed ones', async () => {
    const folder = tempFolder(onTestFinished)
    const { store } = await openIn(folder)
    mkdirSync(join(folder, 'settings.json'))
    const failure = { failure: { code: 'store-unreadable' } }
    const both = [store.update({ theme: 'dark' }), store.update({ notifications: false })]
    for (const update of both) await expect(update).rejects.toMatchObject(failure)
    expect(store.get()).toEqual(DEFAULT_SETTINGS)
    rmSync(join(folder, 'settings.json'), { recursive: true })
    await store.update({ startHidden: false })
    expect((await openIn(folder)).store.get()).toEqual({ ...DEFAULT_SETTINGS, startHidden: false })
  })
})

it('says when everything is written, for a program that is about to end', async () => {
  const folder = tempFolder(onTestFinished)
  const { store } = await openIn(folder)
  void store.update({ quitWhileConnected: 'disconnect' })
  await store.flush()
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toContain('disconnect')
})

describe('a settings file', () => {
  it.each([
    ['an unknown theme', { theme: 'pink', language: 'de' }],
    ['a number for a choice', { notifications: 1, language: 'de' }],
    ['settings of later versions', { sound: 'loud', language: 'de' }],
  ])('with %s loses that alone', async (_what, content) => {
    const folder = tempFolder(onTestFinished)
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ version: 1, content }))
    const { store, asides } = await openIn(folder)
    expect(store.get()).toEqual({ ...DEFAULT_SETTINGS, language: 'de' })
    expect(asides).toEqual([])
  })

  it('that is damaged is kept aside, and the program starts with defaults', async () => {
    const folder = tempFolder(onTestFinished)
    writeFileSync(join(folder, 'settings.json'), '{"version":1,"cont')
    const { store, asides } = await openIn(folder)
    expect(store.get()).toEqual(DEFAULT_SETTINGS)
    expect(asides).toEqual([join(folder, 'settings.json.damaged-1')])
  })

  it('of a newer version is refused and left alone', async () => {
    const folder = tempFolder(onTestFinished)
    writeFileSync(join(folder, 'settings.json'), '{"version":9,"content":{}}')
    await expect(openIn(folder)).rejects.toMatchObject({ failure: { code: 'store-too-new', version: 9 } })
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe('{"version":9,"content":{}}')
  })
})
