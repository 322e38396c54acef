import { resolve } from 'node:path'
import { ChromiumApp } from './chromium-app.ts'
import { ElectronApp } from './electron-app.ts'
import { findElectron } from './electron-binary.ts'
import type { LaunchedApp, LaunchOptions } from './launched-app.ts'
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** Starts the app in Electron where that is installed, and in the test host otherwise; `host` of the answer says which. */
export async function launch(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const electron = findElectron()
  const temporary = options.folder === undefined
  const folder = options.folder ?? makeTemporaryFolder()
  const settings = { ...options, folder, temporary, appPath: resolve(options.appPath ?? ROOT) }
  const remove = () => {
    if (temporary) removeFolder(folder)
  }
  try {
    const app = await (electron === undefined
      ? ChromiumApp.start(settings)
      : ElectronApp.start(settings, electron))
    void app.exited().then(remove)
    return app
  } catch (error) {
    remove()
    throw error
  }
}

/** In words, for whoever runs the tests. */
export function describeHost(): string {
  const electron = findElectron()
  return electron === undefined
    ? "host: Chromium with a stand-in for Electron's main process (the Electron binary is not installed)"
    : `host: Electron (${electron})`
}
