import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { charts } from './page/charts.ts'
import { Numbers } from './page/numbers.ts'
import { type Titles, tablesMarkdown } from './page/tables.ts'
import { type Circumstances, origin, withTable } from './report.ts'
import type { Results } from './rounds.ts'

const ROOT = join(import.meta.dirname, '..')
const RESULTS = join(ROOT, 'bench', 'results')
const CHARTS = join(ROOT, 'docs', 'charts')
const PAGE = join(ROOT, 'docs', 'performance.md')

/** Raw data of so many full runs stay in the repository. */
const KEPT_RUNS = 3

export interface Publication {
  results: Results
  where: Circumstances
  versions: readonly string[]
  titles: Titles
  /** Whether docs/performance.md and its charts are to be written. */
  page: boolean
  quick: boolean
}

/** Prints the tables and keeps the raw data; a full run also goes into docs/performance.md. */
export function publish({ results, where, versions, titles, page, quick }: Publication): void {
  const numbers = new Numbers(results.points)
  const text = `${tablesMarkdown(numbers, titles)}\n\n${provenance(where, versions, results.failures)}`
  console.log(`\n${text}`)
  mkdirSync(RESULTS, { recursive: true })
  const name = `${where.date.replace(':', '')}-tunnel${page ? '' : '-quick'}.json`
  writeFileSync(join(RESULTS, name), `${JSON.stringify({ where, versions, quick, ...results }, null, 1)}\n`)
  if (page) {
    mkdirSync(CHARTS, { recursive: true })
    const drawn = charts(numbers, titles)
    for (const chart of drawn) writeFileSync(join(CHARTS, `${chart.name}.svg`), chart.svg)
    const pictures = drawn.map((chart) => `![${chart.title}](charts/${chart.name}.svg)`).join('\n')
    writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), `${pictures}\n\n${text}`))
    prune()
  }
  console.log(`\nRaw data: bench/results/${name}`)
}

/** When, where and with what; and what did not work. */
function provenance(where: Circumstances, versions: readonly string[], failures: readonly string[]): string {
  const lines = [
    `${origin(where)} ${where.rounds} interleaved rounds, ${where.secondsEach} s for each direction of TCP; ${versions.join(', ')}.`,
  ]
  if (failures.length > 0) lines.push(`${failures.length} takes failed and are not counted.`)
  return lines.join(' ')
}

function prune(): void {
  const runs = readdirSync(RESULTS).filter((name) => name.endsWith('-tunnel.json'))
  for (const name of runs.sort().slice(0, -KEPT_RUNS)) rmSync(join(RESULTS, name))
}
