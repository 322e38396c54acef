import { readdirSync, readFileSync } from 'node:fs'
import { chromiumPid } from './host.ts'

/** What Electron calls the kinds of Chromium's processes. */
const KINDS: Readonly<Record<string, string>> = {
  renderer: 'Tab',
  'gpu-process': 'GPU',
  utility: 'Utility',
  zygote: 'Zygote',
}

interface Metric {
  pid: number
  type: string
  creationTime: number
  cpu: { percentCPUUsage: number; idleWakeupsPerSecond: number }
  /** In kilobytes. */
  memory: { workingSetSize: number; peakWorkingSetSize: number }
}

/** This process and those of Chromium, as the system counts them. Processor time is not measured. */
export function appMetrics(): Metric[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    const parent = /^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const belongs = (pid: number | undefined): boolean =>
    pid !== undefined && pid !== 0 && (pid === chromiumPid() || belongs(parents.get(pid)))
  const children = [...parents.keys()].filter((pid) => pid !== chromiumPid() && belongs(pid))
  return [metric(process.pid, 'Browser'), ...children.map((pid) => metric(pid, kindOf(pid)))]
}

function kindOf(pid: number): string {
  const kind = /--type=([a-z-]+)/.exec(read(`/proc/${pid}/cmdline`))?.[1] ?? ''
  return KINDS[kind] ?? 'Unknown'
}

function metric(pid: number, type: string): Metric {
  const status = read(`/proc/${pid}/status`)
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return {
    pid,
    type,
    creationTime: 0,
    cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 },
    memory: { workingSetSize: kilobytes('VmRSS'), peakWorkingSetSize: kilobytes('VmHWM') },
  }
}

/** Empty for a process that has ended since the list was made. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
