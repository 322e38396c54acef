import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { tempFolder } from './test-support/temp-folder.ts'
import { sweepParts } from './whole-file.ts'

it('sweeps parts that nobody finished, and nothing else', async () => {
  const folder = tempFolder(onTestFinished)
  const names = [
    '.settings.json.0123abcd.part',
    '.new.json.89ef0123.part',
    'settings.json',
    '.hidden',
    'a.part',
  ]
  for (const name of names) writeFileSync(join(folder, name), '')
  const anHourAgo = new Date(Date.now() - 3_600_000)
  for (const name of names.filter((name) => !name.startsWith('.new'))) {
    utimesSync(join(folder, name), anHourAgo, anHourAgo)
  }
  await sweepParts(folder)
  expect(names.filter((name) => existsSync(join(folder, name)))).toEqual(names.slice(1))
})
