import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { runScript } from './test-support/run-script.ts'
import { tempFolder } from './test-support/temp-folder.ts'

/** Makes a disk of four pages in a mount namespace of its own, and runs what follows there. */
const withTinyDisk = (folder: string) => [
  ...['unshare', '--mount', 'sh', '-c'],
  `mount -t tmpfs -o size=16k none '${folder}' && exec "$@"`,
  'sh',
]

it('says in words that the disk is full, and keeps what was there', async () => {
  const folder = tempFolder(onTestFinished)
  const { stdout, stderr } = await runScript(
    `
    import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
    const { SettingsStore } = await control('settings-store.ts')
    const folder = ${JSON.stringify(folder)}
    const store = await SettingsStore.open(folder + '/settings.json', { onSetAside: () => {} })
    await store.update({ theme: 'dark' })
    const before = readFileSync(folder + '/settings.json', 'utf8')
    try {
      writeFileSync(folder + '/filler', Buffer.alloc(1_000_000))
    } catch {}
    const failure = await store.update({ theme: 'light' }).then(() => null, (error) => error.failure)
    console.log(JSON.stringify({
      failure,
      theme: store.get().theme,
      same: before === readFileSync(folder + '/settings.json', 'utf8'),
      names: readdirSync(folder).sort(),
    }))`,
    { enter: withTinyDisk(folder) },
  )
  expect(stderr).toBe('')
  const path = join(folder, 'settings.json')
  const failure = { code: 'store-unwritable', path, detail: 'ENOSPC' } as const
  expect(JSON.parse(stdout)).toEqual({
    failure,
    theme: 'dark',
    same: true,
    names: ['filler', 'settings.json'],
  })
  expect(describeFailure(failure).cause).toMatch(/full|space/)
})
