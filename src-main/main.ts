import { join } from 'node:path'
import { app, dialog } from 'electron'
import { chooseLanguage } from '../src-shared/i18n/choose-language.ts'
import { textsFor } from '../src-shared/i18n/texts.ts'
import type { Language } from '../src-shared/settings.ts'
import { registerAppScheme, serveWindowFiles } from './app/app-protocol.ts'
import { startDesktop } from './app/desktop.ts'
import { placesOf, refusesRoot } from './app/environment.ts'
import { denyPermissions, lockDownContents } from './app/lock-down.ts'
import { LaterStarts, ownRequest, takeLock } from './app/single-instance.ts'
import { openStores } from './app/stores.ts'
import { wordsOf } from './app/words.ts'
import { configFolder } from './control/config-folder.ts'

const { env, platform } = process
const packaged = app.isPackaged
const places = placesOf({ folder: import.meta.dirname, packaged, env })

// Electron is ready only when this module has been loaded. What has to be done before is awaited here; being ready is not.
try {
  await prepare(configFolder(env, platform))
} catch (cause) {
  cannotStart(cause)
}

async function prepare(folder: string): Promise<void> {
  if (refusesRoot({ packaged, env, uid: process.getuid?.() })) {
    const { title, text } = textsFor(systemLanguage()).app.refusesRoot
    return giveUp(title, text)
  }
  // Chromium's own files stay out of the folder in which users find their connections.
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(folder, 'chromium'))
  // The program that runs already takes over what this start was for.
  if (!takeLock()) return app.exit(0)
  const request = ownRequest()
  // Nothing runs that could be connected, and a start would connect where the settings say so.
  if (request.tunnel === 'disconnect') return app.exit(0)
  const later = new LaterStarts()
  const stores = await openStores(folder)
  const { log, settings } = stores
  if (request.softwareRendering || !settings.get().hardwareAcceleration) app.disableHardwareAcceleration()
  registerAppScheme()
  lockDownContents((text) => log.write('warn', 'window', text))
  // The window can be closed and freed while everything runs on.
  app.on('window-all-closed', () => undefined)
  if (platform === 'win32') app.setAppUserModelId('example.culvert')
  // On Linux and Windows the package says so, and the user's own choice stays.
  if (packaged && platform === 'darwin') app.setAsDefaultProtocolClient('sstp')
  app
    .whenReady()
    .then(async () => {
      serveWindowFiles(places.renderer)
      denyPermissions()
      await startDesktop({ places, stores, request, later })
    })
    .catch(cannotStart)
}

function systemLanguage(): Language {
  return chooseLanguage(app.getPreferredSystemLanguages())
}

function cannotStart(cause: unknown): void {
  giveUp(textsFor(systemLanguage()).app.cannotStart, wordsOf(cause, systemLanguage()))
}

function giveUp(title: string, text: string): void {
  dialog.showErrorBox(title, text)
  app.exit(1)
}
