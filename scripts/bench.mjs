// `npm run bench [-- --quick]`: the tunnel, then the app. Both can be run alone: node bench/run.ts, node bench/app.ts.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

for (const part of ['run.ts', 'app.ts']) {
  const script = join(import.meta.dirname, '..', 'bench', part)
  const { status, error } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
