import type { LaunchedApp } from './launched-app.ts'

/* The machine around the app, as a test arranges it; in both hosts. */

type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'on-ac' | 'on-battery'

export interface DisplayPlan {
  id: number
  bounds: { x: number; y: number; width: number; height: number }
  workArea: { x: number; y: number; width: number; height: number }
  scaleFactor?: number
}

/** What is so here is not so in the types of Electron: its objects are open to tests. */
type Open<T> = { -readonly [Name in keyof T]: T[Name] } & { emit(event: string, ...args: unknown[]): void }

export function emitPower(app: LaunchedApp, event: PowerEvent): Promise<void> {
  return app.evaluate(({ powerMonitor }, name) => {
    ;(powerMonitor as unknown as Open<object>).emit(name)
  }, event)
}

/** What the desktop says, as long as the app follows it. Electron has no way to say so, hence the theme itself is set there. */
export function setDarkDesktop(app: LaunchedApp, dark: boolean): Promise<void> {
  return app.evaluate(({ nativeTheme }, isDark) => {
    const own = nativeTheme as unknown as { setSystemIsDark?(dark: boolean): void }
    if ('setSystemIsDark' in nativeTheme) own.setSystemIsDark?.(isDark)
    else nativeTheme.themeSource = isDark ? 'dark' : 'light'
  }, dark)
}

export function setOnline(app: LaunchedApp, online: boolean): Promise<void> {
  return app.evaluate(({ net }, isOnline) => {
    Object.defineProperty(net, 'online', { value: isOnline, configurable: true })
    net.isOnline = () => isOnline
  }, online)
}

/** The first one is the primary display. */
export function setDisplays(app: LaunchedApp, displays: readonly DisplayPlan[]): Promise<void> {
  return app.evaluate(({ screen }, plans) => {
    const all = plans.map((plan) => ({ ...screen.getPrimaryDisplay(), ...plan }))
    const open = screen as unknown as Open<typeof screen>
    open.getAllDisplays = () => all
    open.getPrimaryDisplay = () => all[0] as (typeof all)[number]
    for (const display of all) open.emit('display-metrics-changed', {}, display, ['bounds', 'workArea'])
  }, displays)
}

/** A process of Chromium's died; the app hears of it as Electron would tell. */
export function loseChildProcess(app: LaunchedApp, type: 'GPU' | 'Utility', reason = 'crashed') {
  return app.evaluate(
    ({ app: electronApp }, details) => {
      ;(electronApp as unknown as Open<object>).emit('child-process-gone', {}, details)
    },
    { type, reason, exitCode: 139, name: type },
  )
}
