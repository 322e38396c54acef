import { app } from 'electron'
import type { LoginCommand } from './autostart-entry.ts'
import { type Autostart, AutostartFile, autostartPath } from './autostart-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The registration of the system that we run on. */
export function createAutostart(platform: NodeJS.Platform, env: Environment): Autostart {
  return platform === 'linux'
    ? new AutostartFile(autostartPath(env), ownCommand(env))
    : new LoginItem(platform)
}

/** The registration that macOS and Windows keep themselves. */
class LoginItem implements Autostart {
  readonly #platform: NodeJS.Platform

  constructor(platform: NodeJS.Platform) {
    this.#platform = platform
  }

  async isOn(): Promise<boolean> {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings()
    // Windows compares the arguments, too, and users switch entries off in its settings.
    return this.#platform === 'win32' ? executableWillLaunchAtLogin : openAtLogin
  }

  async set(on: boolean, hidden: boolean): Promise<void> {
    app.setLoginItemSettings({ openAtLogin: on, args: hidden ? ['--hidden'] : [] })
  }
}

/** How the program that runs now is started: from a package, from an AppImage, or out of a checkout. */
function ownCommand(env: Environment): LoginCommand {
  if (app.isPackaged) return { command: env.APPIMAGE ?? process.execPath, args: [] }
  return { command: process.execPath, args: [app.getAppPath()] }
}
