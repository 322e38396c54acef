/**
 * The stand-in for the module `electron` in a main process: everything here behaves as Electron documents it or throws a
 * NotSupportedError. README.md lists what is real, what is recorded, and what is missing.
 */
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard, crashReporter, net, powerMonitor, powerSaveBlocker, shell } from './desktop.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { Notification } from './notification.ts'
import { protocol } from './protocol.ts'
import { screen } from './screen.ts'
import { session } from './session.ts'
import { NotSupportedError } from './stand-in.ts'
import { Tray } from './tray.ts'
import { WebContents } from './web-contents.ts'

/** Objects whose every use says that they are missing. An import of them alone harms nobody. */
function absent(name: string): object {
  const refuse = (): never => {
    throw new NotSupportedError(name)
  }
  return new Proxy(function missing() {}, { get: refuse, apply: refuse, construct: refuse })
}

export const autoUpdater = absent('autoUpdater')
export const contentTracing = absent('contentTracing')
export const desktopCapturer = absent('desktopCapturer')
export const globalShortcut = absent('globalShortcut')
export const inAppPurchase = absent('inAppPurchase')
export const MessageChannelMain = absent('MessageChannelMain')
export const netLog = absent('netLog')
export const safeStorage = absent('safeStorage')
export const systemPreferences = absent('systemPreferences')
export const utilityProcess = absent('utilityProcess')
export const WebContentsView = absent('WebContentsView')
export const BaseWindow = absent('BaseWindow')
export const webFrameMain = absent('webFrameMain')
/** Electron's static functions of this name. */
export const webContents = WebContents

export {
  app,
  BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  Tray,
}
