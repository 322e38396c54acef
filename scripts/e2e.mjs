// Runs the tests of the whole app: `node scripts/e2e.mjs [project …] [--no-build] [-- arguments of Playwright]`. Builds the app
// if its sources are newer; says first which host the tests run in, and last, in one line, how many there were.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describeHost } from '../e2e/host/launch.ts'
import { buildIfStale } from './build-if-stale.mjs'

const ROOT = join(import.meta.dirname, '..')
const REPORT = join(ROOT, 'out', 'e2e-report.json')
const PLAYWRIGHT = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js')

const args = process.argv.slice(2)
const split = args.indexOf('--')
const own = split < 0 ? args : args.slice(0, split)
const projects = own.filter((argument) => argument !== '--no-build')
const others = split < 0 ? [] : args.slice(split + 1)

// The tests of the host bring their own app.
const needsBuild = !own.includes('--no-build') && projects.join() !== 'host'
if (needsBuild && !buildIfStale()) process.exit(1)
process.stdout.write(`${describeHost()}\n`)
rmSync(REPORT, { force: true })

const { status, error } = spawnSync(
  process.execPath,
  [
    PLAYWRIGHT,
    'test',
    `--config=${join(ROOT, 'e2e', 'playwright.config.ts')}`,
    ...projects.map((project) => `--project=${project}`),
    ...others,
  ],
  { cwd: ROOT, stdio: 'inherit' },
)
if (error) throw error

if (!existsSync(REPORT)) process.exit(status || 1)
const { stats } = JSON.parse(readFileSync(REPORT, 'utf8'))
process.stdout.write(
  `\n${stats.expected} passed, ${stats.unexpected + stats.flaky} failed, ${stats.skipped} skipped\n`,
)
process.exitCode = status === 0 && stats.expected > 0 ? 0 : 1
