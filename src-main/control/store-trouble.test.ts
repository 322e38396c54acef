import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Failure } from '../../src-shared/failure.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { runScript } from './test-support/run-script.ts'
import { tempFolder } from './test-support/temp-folder.ts'

/** What root may not be refused, an ordinary user is. */
const AS_ORDINARY_USER = `
  if (process.getuid() === 0) {
    process.setgid(65534)
    process.setuid(65534)
  }`

it('says in words that a file or a folder belongs to somebody else', async () => {
  const folder = tempFolder(onTestFinished)
  writeFileSync(join(folder, 'settings.json'), '{"version":1,"content":{}}')
  chmodSync(join(folder, 'settings.json'), 0o000)
  chmodSync(folder, 0o555)
  const { stdout, stderr } = await runScript(`
    const { SettingsStore } = await control('settings-store.ts')
    const { ProfileLibrary } = await control('profile-library.ts')
    const { writeWhole } = await control('whole-file.ts')
    ${AS_ORDINARY_USER}
    const folder = ${JSON.stringify(folder)}
    const failureOf = (work) => work.then(() => null, (error) => error.failure)
    const quiet = { onSetAside: () => {} }
    console.log(JSON.stringify([
      await failureOf(SettingsStore.open(folder + '/settings.json', quiet)),
      await failureOf(ProfileLibrary.open(folder, quiet)),
      await failureOf(writeWhole(folder + '/other.json', 'text')),
    ]))`)
  expect(stderr).toBe('')
  const failures: Failure[] = JSON.parse(stdout)
  expect(failures).toEqual([
    { code: 'store-unreadable', path: join(folder, 'settings.json'), detail: 'EACCES' },
    { code: 'store-unreadable', path: join(folder, 'profiles'), detail: 'EACCES' },
    { code: 'store-unwritable', path: join(folder, 'other.json'), detail: 'EACCES' },
  ])
  for (const failure of failures) expect(describeFailure(failure).cause).toMatch(/not allowed|permission/i)
})
