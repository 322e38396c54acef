import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { LaunchedApp } from '../../e2e/host/launched-app.ts'
import { makeTemporaryFolder, removeFolder } from '../../e2e/host/temporary-folder.ts'
import { clickThrough, middleOf, type Point, watchClicks } from './latency.ts'
import { descendants, type Memory, memoryOf, sum, ticksOf } from './memory.ts'
import { connect, type RunningApp, saveConnections, setLinesPerSecond, start } from './running-app.ts'

/** What one start of the app showed. */
export interface AppSample {
  /** Milliseconds from the start of the process to the first paint. */
  startMs: number
  idle: Processes
  connected: Processes
  /** Connected, and the window closed. */
  closed: Processes
  /** Click to paint, in milliseconds. */
  clicks: Record<Scene, number[]>
}

/** Traffic flows in each; the log is silent, flows out of sight, or flows in sight. */
export const SCENES = ['quiet', 'busy', 'log'] as const
export type Scene = (typeof SCENES)[number]

export interface Processes {
  main: Memory
  /** The process that draws the page. */
  renderer: Memory
  /** All of Chromium's, the renderer's included. */
  chromium: Memory
}

export interface Extent {
  settleSeconds: number
  clicks: number
}

const SMALL_APP = join(import.meta.dirname, '..', '..', 'e2e', 'host', 'fixture')

const LINES_PER_SECOND = 2000

/** The log comes ten times a second, so it has come a few times. */
const LOG_FLOWS_MS = 1000

/** Long enough to stand out among what Chromium does at the same time. */
const WORK_MS = 300

/** One start from a folder that has been used before, through all that is measured. */
export async function measureOnce(folder: string, { settleSeconds, clicks }: Extent): Promise<AppSample> {
  const running = await start(folder)
  const { app, page, startMs } = running
  try {
    const renderer = await rendererOf(running)
    await pause(settleSeconds * 1000)
    const idle = processesOf(app, renderer)
    await connect(page)
    await pause(settleSeconds * 1000)
    const connected = processesOf(app, renderer)

    await watchClicks(page)
    const rows = [await middleOf(page, '.row', 0), await middleOf(page, '.row', 3)]
    const chooseOther = (click: number) => rows[click % rows.length]
    const quiet = await clickThrough(page, clicks, chooseOther)
    await setLinesPerSecond(app, LINES_PER_SECOND)
    const busy = await clickThrough(page, clicks, chooseOther)
    const inLog = await openLog(page)
    const log = await clickThrough(page, clicks, (click) => inLog[click % inLog.length])
    await setLinesPerSecond(app, 0)

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await pause(settleSeconds * 1000)
    const closed = processesOf(app, renderer)
    return { startMs, idle, connected, closed, clicks: { quiet, busy, log } }
  } finally {
    await quit(app)
  }
}

/** The same host with its own small app: what is left of the numbers above when Culvert is taken away. */
export async function measureHost({ settleSeconds }: Extent): Promise<Processes> {
  const folder = makeTemporaryFolder()
  const running = await start(folder, SMALL_APP)
  try {
    const renderer = await rendererOf(running)
    await pause(settleSeconds * 1000)
    return processesOf(running.app, renderer)
  } finally {
    await quit(running.app)
    removeFolder(folder)
  }
}

/** Opens the log and lets it flow for a while; answers two places in it that stand still. */
async function openLog(page: Page): Promise<Point[]> {
  await page.keyboard.press('Control+l')
  await page.locator('.log-line').first().waitFor()
  await pause(LOG_FLOWS_MS)
  return [await middleOf(page, '.log-search input'), await middleOf(page, '.log-facts')]
}

/** A folder in which the app has run once: the first start of all makes caches. */
export async function usedFolder(): Promise<string> {
  const folder = makeTemporaryFolder()
  saveConnections(folder)
  const { app } = await start(folder)
  await quit(app)
  return folder
}

/** Quits as at the end of a session, which asks nothing. */
async function quit(app: LaunchedApp): Promise<void> {
  app.process().kill('SIGTERM')
  await app.exited()
}

function processesOf(app: LaunchedApp, renderer: number): Processes {
  return {
    main: memoryOf(pidOf(app)),
    renderer: memoryOf(renderer),
    chromium: sum(descendants(pidOf(app)).map(memoryOf)),
  }
}

/** Chromium keeps more renderers than there are pages: ours is the one that works when our page does. */
async function rendererOf({ app, page }: RunningApp): Promise<number> {
  const candidates = descendants(pidOf(app)).map((pid) => ({ pid, before: ticksOf(pid) }))
  await page.evaluate(
    (until) => {
      while (performance.now() < until);
    },
    (await page.evaluate(() => performance.now())) + WORK_MS,
  )
  const worked = candidates.map(({ pid, before }) => ({ pid, ticks: ticksOf(pid) - before }))
  return worked.toSorted((a, b) => b.ticks - a.ticks)[0].pid
}

function pidOf(app: LaunchedApp): number {
  const { pid } = app.process()
  if (pid === undefined) throw new Error('the app has ended')
  return pid
}
