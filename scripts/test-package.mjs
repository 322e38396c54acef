// Makes the packages, on x64 also those for arm64, checks them, and installs deb, rpm and tar.gz in a fresh Debian, where each
// connects and is removed again. Takes five minutes, and needs root for the namespaces that it all happens in.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const config = join(ROOT, 'e2e', 'package', 'vitest.config.ts')

for (const args of [
  ['scripts/package.ts'],
  ...(process.platform === 'linux' && process.arch === 'x64'
    ? [['scripts/package.ts', '--no-build', '--arch', 'arm64']]
    : []),
  ['scripts/package-check.ts'],
  [vitest, 'run', '--config', config],
]) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
  if (error) throw error
  process.exitCode = status ?? 1
  if (process.exitCode !== 0) break
}
