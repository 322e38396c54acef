// The whole proof, in the order in which it fails fastest: types, lint, then every test, of the parts and of the whole
// app. Ends with one line of real counts, read from the reports of both test runners.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const REPORT = join(ROOT, 'out', 'test-report.json')
const E2E_REPORT = join(ROOT, 'out', 'e2e-report.json')

/**
 * @param {string} name
 * @param {string} command
 * @param {readonly string[]} args
 */
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

/** @param {string} name */
const bin = (name) => join(ROOT, 'node_modules', '.bin', name)

mkdirSync(join(ROOT, 'out'), { recursive: true })
for (const report of [REPORT, E2E_REPORT]) rmSync(report, { force: true })

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
  // The live specs build network namespaces, for which only root has the right.
  step('app', process.execPath, [
    join(ROOT, 'scripts', 'e2e.mjs'),
    ...(process.getuid?.() === 0 ? [] : ['host', 'mocked']),
    '--no-build',
  ]),
]

const report = JSON.parse(readFileSync(REPORT, 'utf8'))
const app = existsSync(E2E_REPORT)
  ? JSON.parse(readFileSync(E2E_REPORT, 'utf8')).stats
  : { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
const passed = report.numPassedTests + app.expected
const failed = report.numFailedTests + app.unexpected + app.flaky
const skipped = report.numPendingTests + report.numTodoTests + app.skipped
if (skipped > 0 && process.getuid?.() !== 0) {
  process.stdout.write(
    '\nThe tests in network namespaces need root and were skipped: run `sudo npm test` for all of them.\n',
  )
}
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
const ran = report.numPassedTests > 0 && app.expected > 0
process.exitCode = checks.every(Boolean) && report.success && ran ? 0 : 1
