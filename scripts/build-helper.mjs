// Compiles the root helper into out/native/culvert-helper, when its sources are newer than it; with the name of another
// processor (`arm64`) for that one, into a folder of that name. Uses nothing but Node's own modules and runs under whatever
// Node the machine has: setup calls it before the pinned one is there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const SOURCES = join(ROOT, 'src-main/native/linux-helper')
const PROCESSOR = process.argv[2] ?? process.arch
const FOREIGN = PROCESSOR !== process.arch
const HELPER = join(ROOT, 'out/native', ...(FOREIGN ? [PROCESSOR] : []), 'culvert-helper')
/** @type {Partial<Record<string, string>>} */
const COMPILERS = { arm64: 'aarch64-linux-gnu-gcc', x64: 'x86_64-linux-gnu-gcc' }
const COMPILER = FOREIGN ? COMPILERS[PROCESSOR] : process.env.CC || 'cc'
const STAMP = `${HELPER}.stamp`

const FLAGS = [
  ...['-O2', '-std=c11', '-Wall', '-Wextra', '-Werror', '-Wshadow', '-Wconversion'],
  ...['-Wformat', '-Wformat-security', '-fstack-protector-strong', '-fstack-clash-protection'],
  ...['-U_FORTIFY_SOURCE', '-D_FORTIFY_SOURCE=3', '-ftrivial-auto-var-init=zero', '-fno-strict-aliasing'],
  ...['-fPIE', '-pie', '-Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code'],
  ...(PROCESSOR === 'x64' ? ['-fcf-protection=full'] : []),
  ...(PROCESSOR === 'arm64' ? ['-mbranch-protection=standard'] : []),
]

function build() {
  if (process.platform !== 'linux') return 'not needed on this system'
  if (COMPILER === undefined) throw new Error(`there is no helper for ${PROCESSOR}`)
  const files = readdirSync(SOURCES).filter((name) => /\.[ch]$/.test(name))
  const hash = createHash('sha256').update(FLAGS.join(' '))
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(SOURCES, name)))
  const stamp = hash.digest('hex')
  if (existsSync(HELPER) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return 'up to date'

  mkdirSync(dirname(HELPER), { recursive: true })
  const fresh = `${HELPER}.${process.pid}`
  const sources = files.filter((name) => name.endsWith('.c')).map((name) => join(SOURCES, name))
  const result = spawnSync(COMPILER, [...FLAGS, '-o', fresh, ...sources], { stdio: 'inherit' })
  if (result.error) throw result.error
  if (result.status !== 0) throw new Error(`the compiler ended with ${result.status}`)
  // Renamed, so that a helper that runs meanwhile keeps its own file.
  renameSync(fresh, HELPER)
  writeFileSync(STAMP, stamp)
  return 'built'
}

try {
  console.error(`helper: ${build()}`)
} catch (error) {
  console.error(`helper: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
