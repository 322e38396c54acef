import { app } from 'electron'
import type { CancellationToken as Token } from 'electron-updater'
import type { UpdateSource } from './updates.ts'

/**
 * The real updates. electron-updater compares what it has fetched with the hash in the list of releases, on Windows and macOS with
 * the publisher's signature as well; it leaves out computers that a staged release does not concern yet.
 */
export async function realUpdateSource(log: (text: string) => void): Promise<UpdateSource> {
  // Loaded where it is needed: it has no business in a checkout or where packages are managed.
  const { default: updater } = await import('electron-updater')
  const { autoUpdater, CancellationToken } = updater
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowDowngrade = false
  autoUpdater.logger = { info: log, warn: log, error: log, debug: () => undefined }
  let running: Token | undefined
  let ended: Promise<unknown> = Promise.resolve()
  return {
    check: async () => {
      const result = await autoUpdater.checkForUpdates()
      return result?.isUpdateAvailable ? result.updateInfo.version : undefined
    },
    download: async () => {
      const token = new CancellationToken()
      running = token
      // One that was stopped and is not over yet would be the answer in place of a new one.
      await ended
      const download = autoUpdater.downloadUpdate(token)
      ended = download.catch(() => undefined)
      await download
    },
    stop: () => {
      running?.cancel()
      // That ends the waiting and not the transfer, which would go on beside the tunnel (builder-util-runtime 9, doDownload).
      const closed = autoUpdater.netSession.closeAllConnections()
      ended = Promise.allSettled([ended, closed])
    },
    install: () => {
      // Our question before quitting was answered long ago.
      app.removeAllListeners('before-quit')
      autoUpdater.quitAndInstall(true, true)
    },
  }
}
