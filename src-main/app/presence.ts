import { app, clipboard, Menu, nativeTheme } from 'electron'
import { chooseLanguage } from '../../src-shared/i18n/choose-language.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { StateStore } from '../control/state-store.ts'
import type { TunnelController } from '../control/tunnel-controller.ts'
import { appMenu } from './app-menu.ts'
import type { Importing } from './importing.ts'
import { Notifier } from './notifier.ts'
import type { Pages } from './pages.ts'
import type { Quit } from './quit.ts'
import { TrayIcon } from './tray-icon.ts'
import { type TrayCommand, trayModel } from './tray-model.ts'
import type { MainWindow } from './window.ts'

interface Parts {
  store: StateStore
  controller: TunnelController
  importing: Importing
  pages: Pages
  quit: Quit
  window: MainWindow
  assets: string
  /** For what nobody waits for. */
  attempt(action: Promise<unknown>): void
}

/** The program outside its window: tray icon, notifications, application menu, theme. */
export class Presence {
  readonly #parts: Parts
  #tray: TrayIcon | undefined
  #staleTimer: NodeJS.Timeout | undefined
  #menuLanguage: string | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    const { store, window } = parts
    new Notifier({ store, windowVisible: () => window.visible, onClick: () => window.show() })
    store.subscribe(() => this.#follow())
  }

  /** Panels can lose an icon, and do not tell. */
  recreateTray(): void {
    this.#removeTray()
    this.#follow()
  }

  /** Theme and language hold at once, for the window as well as around it. */
  followSettings({ theme, language }: Settings): void {
    const { store } = this.#parts
    nativeTheme.themeSource = theme
    const chosen = language === 'system' ? chooseLanguage(app.getPreferredSystemLanguages()) : language
    const { host } = store.get()
    if (host.language !== chosen) store.update({ host: { ...host, language: chosen } })
    this.#buildMenu()
  }

  #follow(): void {
    const { store, assets, attempt } = this.#parts
    const state = store.get()
    if (state.host.tray === 'missing') {
      this.#removeTray()
      return
    }
    const model = trayModel(state, Date.now())
    if (this.#tray !== undefined) this.#tray.show(model)
    else {
      const { platform } = process
      this.#tray = new TrayIcon(
        { assets, platform, perform: (command) => attempt(this.#perform(command)) },
        model,
      )
    }
    clearTimeout(this.#staleTimer)
    if (model.staleAt === undefined) return
    this.#staleTimer = setTimeout(() => this.#follow(), Math.max(0, model.staleAt - Date.now()))
  }

  #removeTray(): void {
    clearTimeout(this.#staleTimer)
    this.#tray?.destroy()
    this.#tray = undefined
  }

  #buildMenu(): void {
    const { store, window, importing, pages, quit, attempt } = this.#parts
    const { language } = store.get().host
    if (language === this.#menuLanguage) return
    this.#menuLanguage = language
    const actions = {
      open: window.show.bind(window),
      chooseFiles: () => attempt(importing.chooseFiles()),
      openUserGuide: () => attempt(pages.open('user-guide')),
      quit: () => quit.request(),
    }
    const template = appMenu(textsFor(language), actions, {
      platform: process.platform,
      packaged: app.isPackaged,
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  async #perform(command: TrayCommand): Promise<void> {
    const { controller, importing, quit, window } = this.#parts
    switch (command.type) {
      case 'connect':
        return await controller.connect(command.profileId)
      case 'disconnect':
        return await controller.disconnect('user')
      case 'retry-now':
        return await controller.retryNow()
      case 'reconnect':
        return await controller.reconnect()
      case 'open':
        return window.show(command.view)
      case 'import-files':
        window.show('main')
        return await importing.chooseFiles()
      case 'copy-address':
        return await clipboard.writeText(command.address)
      case 'quit':
        return quit.request()
      case 'disconnect-and-quit':
        return await quit.leave()
      default:
        return unreachable(command)
    }
  }
}
