import { app } from 'electron'
import type { Relaunch } from './quit.ts'
import { argumentsToRelaunch } from './start-request.ts'

/** Ends the program, or begins it anew, without asking anybody again. */
export function exitNow(relaunch: Relaunch | undefined): void {
  if (relaunch !== undefined) {
    const options = { packaged: app.isPackaged, more: relaunch.args }
    app.relaunch({ args: argumentsToRelaunch(process.argv.slice(1), options) })
  }
  app.exit(0)
}
