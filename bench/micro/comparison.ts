import type { Paired } from './paired.ts'

/** Ratios by the name of the benchmark, and the machine that they are from. */
export interface Baseline {
  machine: string
  ratios: Readonly<Record<string, number>>
}

/** How far a ratio may be from its baseline before it gets a mark. */
export const TOLERANCE = 0.25

/** What is said about a benchmark beside its numbers; empty when there is nothing to say. */
export function markOf(ratio: number, baseline: number | undefined): string {
  if (baseline === undefined) return 'new'
  const change = ratio / baseline
  if (change > 1 + TOLERANCE) return `SLOWER: ${change.toFixed(2)} times as long`
  if (change < 1 / (1 + TOLERANCE)) return `faster: ${change.toFixed(2)} times as long`
  return ''
}

/** A table of the results beside the baseline, a line each. */
export function comparison(results: ReadonlyMap<string, Paired>, baseline: Baseline | undefined): string[] {
  const rows = [...results].map(
    ([
      name,
      {
        ratio,
        quartiles: [low, high],
        microseconds,
      },
    ]) => {
      const before = baseline?.ratios[name]
      return [
        name,
        `${microseconds.toFixed(1)} µs`,
        `${ratio.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`,
        before === undefined ? '–' : before.toFixed(3),
        markOf(ratio, before),
      ]
    },
  )
  const missing = Object.keys(baseline?.ratios ?? {}).filter((name) => !results.has(name))
  const all = [['', 'one call', 'of the reference', 'baseline', ''], ...rows]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return [
    ...all.map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    ...missing.map((name) => `${name}: in the baseline, but not measured`),
  ]
}
