import { app, clipboard } from 'electron'
import type { IPC_CONTRACT } from '../../../src-shared/ipc-contract.ts'
import type { Handlers } from '../../../src-shared/ipc-types.ts'
import type { UnsavedEdit } from '../../../src-shared/profile-draft.ts'
import type { HostNetwork } from '../../../src-shared/route-preview.ts'
import type { Log } from '../../control/log/log.ts'
import type { StateStore } from '../../control/state-store.ts'
import type { Dialogs } from '../dialogs.ts'
import type { HelperInstaller } from '../helper-installer.ts'
import type { HostCheck } from '../host-facts.ts'
import { readLicences } from '../licences.ts'
import type { LogFeed } from '../log-feed.ts'
import type { Notices } from '../notices.ts'
import type { Pages } from '../pages.ts'
import type { Quit } from '../quit.ts'
import type { SettingsChanges } from '../settings-changes.ts'
import type { UpdateWay } from '../update-way.ts'
import type { Updates } from '../updates.ts'
import type { MainWindow } from '../window.ts'

interface Parts {
  store: StateStore
  settingsChanges: SettingsChanges
  log: Log
  logFeed: LogFeed
  dialogs: Dialogs
  notices: Notices
  hostCheck: HostCheck
  helperInstaller: HelperInstaller
  /** The file with the licences. */
  licences: string
  pages: Pages
  quit: Quit
  window: MainWindow
  updateWay: UpdateWay
  /** Absent until it is known where updates come from, and where that is not our business. */
  updates(): Updates | undefined
  hostNetworks(): Promise<HostNetwork[]>
}

type Answers = Pick<Handlers<typeof IPC_CONTRACT>, 'state' | 'settings' | 'logs' | 'app'>

export function appHandlers(parts: Parts): Answers {
  const { store, log, logFeed, window } = parts
  let unsaved: UnsavedEdit | null = null
  return {
    state: {
      get: () => {
        // After the answer, which the page waits for before it can show a place.
        setImmediate(() => window.pageIsReady())
        return store.get()
      },
    },
    settings: { update: (patch) => parts.settingsChanges.apply(patch) },
    logs: {
      open: () => logFeed.open(),
      close: () => logFeed.close(),
      preview: () => log.preview(),
      save: async () => (await parts.dialogs.saveLog(log.preview().text)) ?? null,
    },
    app: {
      hostNetworks: () => parts.hostNetworks(),
      installHelper: async () => {
        await parts.helperInstaller.install()
        await parts.hostCheck.run()
      },
      recheckHost: () => parts.hostCheck.run(),
      keepEdit: ({ edit }) => {
        unsaved = edit
      },
      keptEdit: () => unsaved,
      copyText: ({ text }) => clipboard.writeText(text),
      openPage: ({ page }) => parts.pages.open(page),
      dismissNotice: ({ id }) => {
        if (store.get().notices.some((notice) => notice.id === id && notice.type === 'update'))
          parts.updates()?.putOff()
        parts.notices.dismiss(id)
      },
      takeUpdate: () => parts.updates()?.accept(),
      answerQuit: ({ answer, remember }) => parts.quit.answer(answer, remember),
      quit: () => parts.quit.request(),
      about: () => ({
        version: store.get().host.version,
        electron: process.versions.electron ?? '',
        chromium: process.versions.chrome ?? '',
        node: process.versions.node,
        updates: parts.updateWay,
        memory: { main: process.memoryUsage.rss(), window: windowMemory() },
      }),
      licences: () => readLicences(parts.licences),
      restart: () => {
        // Not awaited: the answer has to be out before the window goes.
        setImmediate(() => void parts.quit.leave({ args: [] }))
      },
    },
  }
}

/** Bytes that the process of the one page holds, 0 while there is none; Chromium counts in kilobytes. */
function windowMemory(): number {
  const page = app.getAppMetrics().find(({ type }) => type === 'Tab')
  return (page?.memory.workingSetSize ?? 0) * 1024
}
