import { spawnSync } from 'node:child_process'
import { median } from './statistics.ts'

/** What one call of something costs. */
export interface Cost {
  nanoseconds: number
  /** Bytes that the garbage collector has to take care of. */
  heap: number
}

const ROUNDS = 5
const CALLS = 4_000

/**
 * Nothing may be collected while it is counted. V8 reads these only when it starts: set later, they leave a young
 * generation so small that most of what was allocated is gone by the time of counting.
 */
const QUIET_HEAP = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256']

/** Runs this program again with a heap in which allocations can be counted, unless it has that heap already. */
export function needQuietHeap(program: string): void {
  if (QUIET_HEAP.every((flag) => process.execArgv.includes(flag))) return
  const { status } = spawnSync(process.execPath, [...QUIET_HEAP, program], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

/** Cost of one `action`, the median of some rounds; the time is CPU time, so that other programs matter less. */
export function costOf(action: () => void): Cost {
  for (let i = 0; i < CALLS; i++) action()
  const rounds = Array.from({ length: ROUNDS }, () => {
    globalThis.gc?.()
    const before = { heap: process.memoryUsage().heapUsed, cpu: process.cpuUsage() }
    for (let i = 0; i < CALLS; i++) action()
    const { user, system } = process.cpuUsage(before.cpu)
    return {
      nanoseconds: ((user + system) * 1_000) / CALLS,
      heap: (process.memoryUsage().heapUsed - before.heap) / CALLS,
    }
  })
  return {
    nanoseconds: median(rounds.map(({ nanoseconds }) => nanoseconds)),
    heap: median(rounds.map(({ heap }) => heap)),
  }
}

/** Prints what a packet costs, when one call handles so many of them. */
export function print(what: string, { nanoseconds, heap }: Cost, packets: number): void {
  const time = (nanoseconds / packets).toFixed(0).padStart(4)
  const bytes = (heap / packets).toFixed(1).padStart(6)
  console.log(
    `${what.padEnd(38)}${time} ns and ${bytes} bytes of heap a packet, ${packets.toFixed(0)} a call`,
  )
}
