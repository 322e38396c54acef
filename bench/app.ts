import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { describeHost } from '../e2e/host/launch.ts'
import { removeFolder } from '../e2e/host/temporary-folder.ts'
import { buildIfStale } from '../scripts/build-if-stale.mjs'
import { type AppSample, measureHost, measureOnce, type Processes, usedFolder } from './app/measure.ts'
import { appMarkdown } from './app/report.ts'
import { circumstances, cpuTime, withTable } from './report.ts'

/**
 * `node bench/app.ts [--quick]`: memory, start and reaction of the built app with a scripted engine. Each round is a start
 * of its own.
 */
const QUICK = process.argv.includes('--quick')
const ROUNDS = QUICK ? 1 : 5
const EXTENT = QUICK ? { settleSeconds: 2, clicks: 20 } : { settleSeconds: 10, clicks: 40 }
const ROOT = join(import.meta.dirname, '..')

if (!buildIfStale()) process.exit(1)
console.log(describeHost())
const before = cpuTime()
const samples: AppSample[] = []
const host: Processes[] = []
const folder = await usedFolder()
try {
  for (let round = 1; round <= ROUNDS; round++) {
    host.push(await measureHost(EXTENT))
    const sample = await measureOnce(folder, EXTENT)
    samples.push(sample)
    const { idle, startMs } = sample
    console.log(
      `round ${round}: first picture after ${startMs.toFixed(0)} ms, main process ${(idle.main.rss / 1e6).toFixed(0)} MB`,
    )
  }
} finally {
  removeFolder(folder)
}

const where = circumstances(before, ROUNDS, EXTENT.settleSeconds)
const table = appMarkdown({ where, host, samples })
console.log(`\n${table}`)
const results = join(ROOT, 'bench', 'results')
mkdirSync(results, { recursive: true })
const name = `${where.date.replace(':', '')}-app${QUICK ? '-quick' : ''}.json`
writeFileSync(join(results, name), `${JSON.stringify({ where, host, samples }, null, 2)}\n`)
const page = join(ROOT, 'docs', 'performance.md')
if (!QUICK) writeFileSync(page, withTable(readFileSync(page, 'utf8'), table, 'bench app'))
console.log(`\nRaw data: bench/results/${name}`)
