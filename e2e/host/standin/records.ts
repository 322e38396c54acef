/**
 * What the app did that nobody can see here: kept for tests, under a global name so that `app.evaluate` reaches it. The
 * recorder that is loaded into the real Electron keeps the same; see inspect.ts.
 */
export interface Records {
  trays: unknown[]
  notifications: unknown[]
  applicationMenu: unknown
  popupMenus: unknown[]
  dialogs: { method: string; options: unknown }[]
  dialogAnswers: { method: string; answer: unknown }[]
  /** Calls whose effect leaves the app: `shell.openExternal`, login items, relaunch, … */
  calls: { name: string; args: unknown[] }[]
}

const NAME = '__electronRecords'

const kept: Records = {
  trays: [],
  notifications: [],
  applicationMenu: null,
  popupMenus: [],
  dialogs: [],
  dialogAnswers: [],
  calls: [],
}

Object.defineProperty(globalThis, NAME, { value: kept })

export const records = kept

export function recordCall(name: string, ...args: unknown[]): void {
  kept.calls.push({ name, args })
}
