// Every test in network namespaces, those that take minutes included; `npm test` runs a sample of the latter.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const { status, error } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'network', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, CULVERT_SLOW_TESTS: '1' } },
)
if (error) throw error
process.exitCode = status ?? 1
