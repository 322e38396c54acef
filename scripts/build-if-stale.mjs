// Builds when a source is newer than what was built from it.
import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = '{src-main,src-renderer,src-shared}/**/*.{ts,tsx,css,html,svg}'

/** What a build writes last. */
const BUILT = join(ROOT, 'out', 'app', 'renderer', 'index.html')

function isStale() {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const inputs = [...globSync(SOURCES, { cwd: ROOT }), 'scripts/build.mjs', 'package-lock.json']
  return inputs.some((file) => !file.includes('.test.') && statSync(join(ROOT, file)).mtimeMs > built)
}

/** False when the build failed; it has said why. */
export function buildIfStale() {
  if (!isStale()) return true
  // Beside the output of whatever needs the build, as for the demo's one screen.
  process.stderr.write('Building …\n')
  const script = join(ROOT, 'scripts', 'build.mjs')
  const { status, error } = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  if (error) throw error
  return status === 0
}
