/** The parts of a `.cpuprofile` (the DevTools protocol's Profiler.Profile) that are summed up here. */
export interface CpuProfile {
  nodes: readonly { id: number; callFrame: { functionName: string; url: string } }[]
  samples: readonly number[]
  /** Microseconds since the sample before. */
  timeDeltas: readonly number[]
}

export interface Share {
  where: string
  /** Of the time in which the thread was not idle, from 0 to 1. */
  share: number
}

const IDLE = new Set(['(idle)', '(root)'])

/** Where the time of a thread went, largest part first: functions of ours by folder, everything else by what it is. */
export function summarise(profile: CpuProfile): Share[] {
  const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]))
  const times = new Map<string, number>()
  let busy = 0
  profile.samples.forEach((node, i) => {
    const place = places.get(node)
    if (place === undefined || IDLE.has(place)) return
    const time = profile.timeDeltas[i]
    busy += time
    times.set(place, (times.get(place) ?? 0) + time)
  })
  return [...times].map(([where, time]) => ({ where, share: time / busy })).sort((a, b) => b.share - a.share)
}

function placeOf({ functionName, url }: { functionName: string; url: string }): string {
  if (IDLE.has(functionName)) return functionName
  if (functionName === '(program)') return 'outside JavaScript: event loop, TLS of what arrives, kernel'
  if (functionName === '(garbage collector)') return 'garbage collector'
  if (url.startsWith('wasm:')) return 'compiled loops: copying, sums, joining, cutting'
  if (url.startsWith('node:')) return 'Node’s own JavaScript'
  const ours = /\/(src-main\/.+)\/[^/]+$/.exec(url)
  if (ours !== null) return ours[1]
  if (url === '') return `\`${functionName}\`, native`
  return 'other'
}
