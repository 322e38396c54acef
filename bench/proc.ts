import { readdirSync, readFileSync } from 'node:fs'

/** The kernel counts CPU time in ticks of a hundredth of a second (USER_HZ), on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100

/** User and system time that these processes have used so far, with all their threads. */
export function cpuSeconds(pids: readonly number[]): number {
  return sum(pids.map((pid) => cpuSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8'))))
}

/** The same of one line of proc_pid_stat(5). The program's name may hold anything, also spaces and parentheses. */
export function cpuSecondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** The same to the nanosecond, but only of threads that still run: for processes that do next to nothing. */
export function fineCpuSeconds(pids: readonly number[]): number {
  const threads = pids.flatMap((pid) =>
    readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}`),
  )
  return sum(threads.map((thread) => Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e9))
}

/** Memory that these processes hold, in MB. */
export function residentMegabytes(pids: readonly number[]): number {
  return sum(pids.map((pid) => residentIn(readFileSync(`/proc/${pid}/status`, 'utf8'))))
}

export function residentIn(status: string): number {
  const [, kibibytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? []
  return (Number(kibibytes) * 1024) / 1e6
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
