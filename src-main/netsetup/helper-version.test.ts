import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { speaksOurVersion } from './helper-version.ts'

const SOURCES = join(import.meta.dirname, '../native/linux-helper')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culvert-helper-version-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

it('reads the version out of the program itself', () => {
  const path = join(folder, 'main.o')
  execFileSync('cc', ['-std=c11', '-w', '-c', '-o', path, join(SOURCES, 'main.c')])
  expect(speaksOurVersion(path)).toBe(true)
  const header = join(folder, 'other.c')
  writeFileSync(header, 'const char *says = "this helper speaks 1";\n')
  execFileSync('cc', ['-c', '-o', path, header])
  expect(speaksOurVersion(path)).toBe(false)
})

it('calls a program old only when that says so', () => {
  const path = join(folder, 'script')
  writeFileSync(path, '#!/bin/sh\n')
  expect(speaksOurVersion(path)).toBe(true)
})
