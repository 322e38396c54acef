import { cpus, release, totalmem } from 'node:os'
import { cpuSecondsPerGigabyte, megabitsPerSecond, type Samples, SUBJECTS, type Subject } from './sample.ts'
import { median, range } from './statistics.ts'

/** Where and with what the numbers were made. */
export interface Circumstances {
  date: string
  cpu: string
  cores: number
  memoryGb: number
  kernel: string
  node: string
  rounds: number
  secondsEach: number
}

export function circumstances(rounds: number, secondsEach: number): Circumstances {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    kernel: release(),
    node: process.versions.node,
    rounds,
    secondsEach,
  }
}

/** The results as a Markdown table with a line about where they come from. */
export function markdown(samples: Samples, where: Circumstances): string {
  const rows = SUBJECTS.map((subject) => {
    const rates = samples[subject].map(megabitsPerSecond)
    const costs = samples[subject].map(cpuSecondsPerGigabyte)
    return `| ${subject} | ${cell(rates, 0)} | ${cell(costs, 2)} | ${ratio(samples, subject)} |`
  })
  return [
    '| | Mbit/s, median (range) | CPU-s per GB of the client | of raw TLS: throughput, cost |',
    '|---|---|---|---|',
    ...rows,
    '',
    `${where.date}; ${where.cpu}, ${where.cores} cores, ${where.memoryGb} GB; Linux ${where.kernel}, Node ${where.node}; ` +
      `${where.rounds} interleaved rounds of ${where.secondsEach} s each.`,
  ].join('\n')
}

function cell(values: number[], digits: number): string {
  const [low, high] = range(values)
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`
}

function ratio(samples: Samples, subject: Subject): string {
  const raw = subject.replace('tunnel', 'raw TLS') as Subject
  if (raw === subject) return ''
  const of = (measure: (sample: Samples[Subject][number]) => number) =>
    median(samples[subject].map(measure)) / median(samples[raw].map(measure))
  return `${Math.round(100 * of(megabitsPerSecond))} %, ${of(cpuSecondsPerGigabyte).toFixed(1)}×`
}

const BEGIN = '<!-- bench: begin -->'
const END = '<!-- bench: end -->'

/** Puts the table between the markers of a document; throws when they are not there. */
export function withTable(document: string, table: string): string {
  const begin = document.indexOf(BEGIN)
  const end = document.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`the document has no ${BEGIN} … ${END}`)
  return `${document.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${document.slice(end)}`
}
