import { app } from './en/app.ts'
import { cli } from './en/cli.ts'
import { common } from './en/common.ts'
import { importing } from './en/importing.ts'
import { logs } from './en/logs.ts'
import { notifications } from './en/notifications.ts'
import { profiles } from './en/profiles.ts'
import { routes } from './en/routes.ts'
import { settings } from './en/settings.ts'
import { sheets } from './en/sheets.ts'
import { shell } from './en/shell.ts'
import { states } from './en/states.ts'
import { tray } from './en/tray.ts'
import { trustHistory } from './en/trust-history.ts'

/** English; the other languages take their shape from it. */
export const ENGLISH_TEXTS = {
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
