// The whole proof, in the order in which it fails fastest: types, lint, then every test, of the parts and of the whole
// app. Ends with one line of real counts, read from the reports of all test runners.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { runNetworkHalves } from './network-tests.mjs'

const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'out')
const REPORTS = {
  unit: join(OUT, 'test-report.json'),
  network: [join(OUT, 'network-report-1.json'), join(OUT, 'network-report-2.json')],
  app: join(OUT, 'e2e-report.json'),
}

/**
 * Tells how a step went and how long it took; true when it ended with 0.
 *
 * @param {string} name
 * @param {() => number | null | Promise<number>} run
 */
async function step(name, run) {
  const started = performance.now()
  process.stdout.write(`\n> ${name}\n`)
  const isDone = (await run()) === 0
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(`  ${name}: ${isDone ? 'ok' : 'FAILED'}, ${seconds} s\n`)
  return isDone
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  if (error) throw error
  return status
}

/** @param {string} report */
const reporters = (report) => ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]

/** @param {string} name */
const bin = (name) => join(ROOT, 'node_modules', '.bin', name)

mkdirSync(OUT, { recursive: true })
for (const report of [REPORTS.unit, ...REPORTS.network, REPORTS.app]) rmSync(report, { force: true })
const isRoot = process.getuid?.() === 0

const checks = [
  await step('typecheck', () => run('npm', ['run', '-s', 'typecheck'])),
  await step('lint', () => run(bin('biome'), ['check', '--error-on-warnings', '.'])),
  await step('build', () => run(process.execPath, [join(ROOT, 'scripts', 'build.mjs')])),
  await step('unit', () => run(bin('vitest'), ['run', '--project', 'unit', ...reporters(REPORTS.unit)])),
  await step('network', () => runNetworkHalves((half) => reporters(REPORTS.network[half - 1]))),
  // The live specs build network namespaces, for which only root has the right.
  await step('app', () =>
    run(process.execPath, [
      join(ROOT, 'scripts', 'e2e.mjs'),
      ...(isRoot ? [] : ['host', 'mocked']),
      '--no-build',
    ]),
  ),
]

/** Tests of a report by what became of them. A report that is not there proves nothing. */
const ran = [REPORTS.unit, ...REPORTS.network].map((path) => {
  const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report
  return {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
    isWhole: report.success === true && numPassedTests + numPendingTests > 0,
  }
})
const app = existsSync(REPORTS.app) ? JSON.parse(readFileSync(REPORTS.app, 'utf8')).stats : undefined
ran.push({
  passed: app?.expected ?? 0,
  failed: (app?.unexpected ?? 0) + (app?.flaky ?? 0),
  skipped: app?.skipped ?? 0,
  isWhole: app !== undefined && app.expected > 0,
})
const count = (/** @type {'passed' | 'failed' | 'skipped'} */ what) =>
  ran.reduce((sum, report) => sum + report[what], 0)
if (count('skipped') > 0 && !isRoot) {
  process.stdout.write(
    '\nThe tests in network namespaces need root and were skipped: run `sudo npm test` for all of them.\n',
  )
}
process.stdout.write(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped\n`)
process.exitCode = checks.every(Boolean) && ran.every(({ isWhole }) => isWhole) ? 0 : 1
