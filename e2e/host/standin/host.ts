import type { CdpConnection } from './cdp.ts'

/** Where `launch()` and `npm start` leave their wishes; taken out of the environment before the app sees it. */
export const OPTIONS_VARIABLE = 'CULVERT_TEST_HOST'

export interface HostOptions {
  /** The folder with the app's package.json. */
  appPath: string
  /** Chromium's own folder; removed at the end. */
  profile: string
  /** A window on a screen. */
  headed: boolean
  /** A test drives the app: it connects to Chromium before the app is ready, and its end is ours. */
  tested: boolean
  /** What else is removed when the test dies before us. */
  temporary?: string
}

interface Running {
  options: HostOptions
  connection: CdpConnection
  pid: number | undefined
}

let running: Running | undefined

export function setRunning(parts: Running): void {
  running = parts
}

/** The wishes and the browser of this process; only a process that the host started has them. */
export function host(): Running {
  if (running === undefined) throw new Error('this process was not started by the test host')
  return running
}

export const isHosted = (): boolean => running !== undefined

/** Chromium's first process, the ancestor of the others. */
export const chromiumPid = (): number | undefined => host().pid
