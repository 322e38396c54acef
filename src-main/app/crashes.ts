import { app } from 'electron'
import { Often } from './often.ts'

/** So many deaths of the GPU process within so long mean that it will not get better. Chromium ends the whole program at six. */
const GPU_DEATHS = { limit: 3, windowMs: 5 * 60_000 } as const

/** So many deaths of the page within so long mean that a new one would die as well. */
const PAGE_DEATHS = { limit: 3, windowMs: 60_000 } as const

/** Calls back when the GPU process keeps dying. */
export function onHopelessGpu(hopeless: () => void, onDeath: (text: string) => void): void {
  const often = new Often(GPU_DEATHS)
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason === 'clean-exit') return
    onDeath(`Chromium's ${type} process is gone: ${reason}, ${exitCode}`)
    if (type === 'GPU' && often.again(Date.now())) hopeless()
  })
}

/** Decides whether a page that died is made anew. */
export function pageRevival(): () => boolean {
  const often = new Often(PAGE_DEATHS)
  return () => !often.again(Date.now())
}

/** Mistakes of ours that nobody caught are named and survived: the tunnel runs in a thread of its own. */
export function onUncaught(report: (error: unknown) => void): void {
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
  // Whoever started us from a terminal may have closed it since.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
