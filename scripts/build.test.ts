import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const BUNDLE = join(ROOT, 'out', 'cli', 'culvert.js')

const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })

it('builds the command as one file that runs', { timeout: 60_000 }, () => {
  node(join(ROOT, 'scripts', 'build.mjs'))
  expect(readFileSync(BUNDLE, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
  expect(node(BUNDLE, '--help')).toMatch(/^Culvert connects/)
  expect(node(BUNDLE, '--version')).toMatch(/^culvert \d/)
})
