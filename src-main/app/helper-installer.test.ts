import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { HelperInstaller } from './helper-installer.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culvert-installer-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function script(text: string): string {
  const path = join(folder, 'install-helper')
  writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  return path
}

it('runs the script that came along, once at a time', async () => {
  const done = join(folder, 'done')
  const installer = new HelperInstaller(script(`echo once >> '${done}'; sleep 0.1`))
  expect(installer.available).toBe(true)
  await Promise.all([installer.install(), installer.install()])
  expect(existsSync(done)).toBe(true)
})

it.each([
  ['the question was dismissed', 'exit 126', { because: 'dismissed', detail: '' }],
  [
    'permission was not given',
    'echo "Error executing command" >&2; exit 127',
    { because: 'denied', detail: '' },
  ],
  [
    'nobody could ask',
    'echo "polkit-agent-helper: No authentication agent found." >&2; exit 127',
    { because: 'no-agent', detail: '' },
  ],
  [
    'it failed',
    'echo "install: no space left" >&2; exit 1',
    { because: 'failed', detail: 'install: no space left' },
  ],
])('says when %s', async (_, text, reason) => {
  const installer = new HelperInstaller(script(text))
  await expect(installer.install()).rejects.toMatchObject({
    failure: { code: 'helper-not-installed', ...reason },
  })
})

it('is not there where a package manager looks after the helper', async () => {
  expect(new HelperInstaller(undefined).available).toBe(false)
  expect(new HelperInstaller(join(folder, 'nothing')).available).toBe(false)
  await expect(new HelperInstaller(undefined).install()).rejects.toMatchObject({
    failure: { because: 'failed' },
  })
})
