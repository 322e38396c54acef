import { app } from './de/app.ts'
import { cli } from './de/cli.ts'
import { common } from './de/common.ts'
import { importing } from './de/importing.ts'
import { logs } from './de/logs.ts'
import { notifications } from './de/notifications.ts'
import { profiles } from './de/profiles.ts'
import { routes } from './de/routes.ts'
import { settings } from './de/settings.ts'
import { sheets } from './de/sheets.ts'
import { shell } from './de/shell.ts'
import { states } from './de/states.ts'
import { tray } from './de/tray.ts'
import { trustHistory } from './de/trust-history.ts'
import type { Texts } from './texts.ts'

/** German. */
export const GERMAN_TEXTS: Texts = {
  app,
  cli,
  common,
  importing,
  logs,
  notifications,
  profiles,
  routes,
  settings,
  sheets,
  shell,
  states,
  tray,
  trustHistory,
}
