import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findElectron } from './electron-binary.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'electron-binary-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

it('finds the Electron that the environment names, as the package itself does', () => {
  writeFileSync(join(folder, 'electron'), '')
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(join(folder, 'electron'))
})

it('does not believe in one that is not there', () => {
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeUndefined()
})
