import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'

/** Where and with what the numbers were made. */
export interface Circumstances {
  /** To the minute, in UTC: one day may see several runs, and each keeps its raw data. */
  date: string
  cpu: string
  cores: number
  memoryGb: number
  kernel: string
  node: string
  /** Share of the CPU time that the host of this virtual machine gave to others during the run, 0 on a real one. */
  stolen: number
  rounds: number
  secondsEach: number
}

/** CPU time of all cores since the system started, in ticks (proc_stat(5)). */
export interface CpuTime {
  total: number
  stolen: number
}

export function cpuTime(stat = readFileSync('/proc/stat', 'utf8')): CpuTime {
  // cpu user nice system idle iowait irq softirq steal guest guest_nice; the guests' time is in user and nice already.
  const ticks = stat.split('\n')[0].trim().split(/\s+/).slice(1, 9).map(Number)
  return { total: ticks.reduce((sum, value) => sum + value, 0), stolen: ticks[7] }
}

export function circumstances(before: CpuTime, rounds: number, secondsEach: number): Circumstances {
  const after = cpuTime()
  return {
    date: new Date().toISOString().slice(0, 16),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    kernel: release(),
    node: process.versions.node,
    stolen: (after.stolen - before.stolen) / (after.total - before.total),
    rounds,
    secondsEach,
  }
}

/** When and on what machine, in one line. */
export function origin(where: Circumstances): string {
  return (
    `${where.date.replace('T', ' ')} UTC; ${where.cpu}, ${where.cores} cores, ${where.memoryGb} GB; Linux ${where.kernel}, Node ${where.node}; ` +
    `${(100 * where.stolen).toFixed(1)} % of the CPU time went to other virtual machines;`
  )
}

/** Puts the table between the markers of a document; throws when they are not there. */
export function withTable(document: string, table: string, which: 'bench' | 'bench app' = 'bench'): string {
  const first = `<!-- ${which}: begin -->`
  const last = `<!-- ${which}: end -->`
  const begin = document.indexOf(first)
  const end = document.indexOf(last)
  if (begin < 0 || end < begin) throw new Error(`the document has no ${first} … ${last}`)
  return `${document.slice(0, begin + first.length)}\n\n${table}\n\n${document.slice(end)}`
}
