#!/usr/bin/env node
// Stands in for fpm, which electron-builder would download: it makes debs and rpms with the systems' own tools, the same
// bytes from the same sources. Takes fpm's arguments, as far as electron-builder and our configuration use them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { makeDeb } from './deb.ts'
import { parseFpmArguments } from './fpm-arguments.ts'
import { layOut } from './package-tree.ts'
import { releaseOf } from './release.ts'
import { makeRpm } from './rpm.ts'

const request = parseFpmArguments(process.argv.slice(2))
const { time } = releaseOf()
const work = mkdtempSync(join(tmpdir(), 'culvert-package-'))
try {
  const root = join(work, 'root')
  const entries = layOut(root, request.mappings, time)
  if (request.type === 'deb') makeDeb(request, root, entries, time)
  else makeRpm(request, root, entries, { work, time })
} finally {
  rmSync(work, { recursive: true, force: true })
}
