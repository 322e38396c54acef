import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { DefaultReporter, type TestModule, type Vitest } from 'vitest/node'
import { type Baseline, comparison } from './comparison.ts'
import type { Paired } from './paired.ts'

const FILE = join(import.meta.dirname, 'baseline.json')

/** Prints the ratios beside those of the baseline; with `--update` they become the baseline. */
export default class RatioReporter extends DefaultReporter {
  #update = false

  override onInit(vitest: Vitest): void {
    super.onInit(vitest)
    this.#update = vitest.config.snapshotOptions.updateSnapshot === 'all'
  }

  /** Vitest would print a table for each round. */
  protected override printBenchmarkTable(): void {}

  override onTestRunEnd(...args: Parameters<DefaultReporter['onTestRunEnd']>): void {
    super.onTestRunEnd(...args)
    const results = resultsOf(args[0])
    const baseline = readBaseline()
    this.log(`\n${comparison(results, baseline).join('\n')}\n`)
    if (baseline !== undefined && baseline.machine !== machine())
      this.log(`The baseline is from another machine: ${baseline.machine}.`)
    if (this.#update) this.log(`Written to ${write(results, baseline)}.`)
  }
}

function resultsOf(modules: readonly TestModule[]): Map<string, Paired> {
  const results = new Map<string, Paired>()
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { paired } = test.meta()
      if (paired !== undefined) results.set(test.name, paired)
    }
  }
  return results
}

function readBaseline(): Baseline | undefined {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** What was not measured this time stays as it was. */
function write(results: ReadonlyMap<string, Paired>, before: Baseline | undefined): string {
  const measured = [...results].map(([name, { ratio }]) => [name, Number(ratio.toPrecision(3))] as const)
  const ratios = Object.fromEntries(
    Object.entries({ ...before?.ratios, ...Object.fromEntries(measured) }).sort(),
  )
  writeFileSync(FILE, `${JSON.stringify({ machine: machine(), ratios }, undefined, 2)}\n`)
  return FILE
}

function machine(): string {
  return `${cpus()[0]?.model ?? process.arch}, Node ${process.versions.node}`
}
