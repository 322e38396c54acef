// The whole proof, in the order in which it fails fastest: types, lint, then every test. Ends with one line of real
// counts, read from the test runner's own report.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const REPORT = join(ROOT, 'out', 'test-report.json')

function step(name, command, args) {
  const started = performance.now()
  process.stdout.write(`\n> ${name}\n`)
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  if (error) throw error
  process.stdout.write(
    `  ${name}: ${status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  )
  return status === 0
}

const bin = (name) => join(ROOT, 'node_modules', '.bin', name)

mkdirSync(join(ROOT, 'out'), { recursive: true })
rmSync(REPORT, { force: true })

const checks = [
  step('typecheck', 'npm', ['run', '-s', 'typecheck']),
  step('lint', bin('biome'), ['check', '--error-on-warnings', '.']),
  step('build', process.execPath, [join(ROOT, 'scripts', 'build.mjs')]),
  step('tests', bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
  ]),
]

const report = JSON.parse(readFileSync(REPORT, 'utf8'))
const skipped = report.numPendingTests + report.numTodoTests
if (skipped > 0 && process.getuid?.() !== 0) {
  process.stdout.write(
    '\nThe tests in network namespaces need root and were skipped: run `sudo npm test` for all of them.\n',
  )
}
process.stdout.write(
  `\n${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped\n`,
)
process.exitCode = checks.every(Boolean) && report.success && report.numPassedTests > 0 ? 0 : 1
