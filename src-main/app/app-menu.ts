import type { MenuItemConstructorOptions } from 'electron'
import type { View } from '../../src-shared/app-state.ts'
import type { Texts } from '../../src-shared/i18n/texts.ts'

export interface MenuActions {
  open(view: View): void
  chooseFiles(): void
  openUserGuide(): void
  quit(): void
}

interface Options {
  platform: NodeJS.Platform
  packaged: boolean
}

type Item = MenuItemConstructorOptions

const SEPARATOR: Item = { type: 'separator' }

/**
 * The application menu: on macOS at the top of the screen, elsewhere behind the Alt key. Its roles are what makes copying,
 * pasting and larger text work by keyboard. Electron has labels for roles in English only.
 */
export function appMenu(texts: Texts, actions: MenuActions, { platform, packaged }: Options): Item[] {
  const { menu } = texts.app
  const mac = platform === 'darwin'
  const about: Item = { label: menu.about, click: () => actions.open('about') }
  const settings: Item = {
    label: menu.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.open('settings'),
  }
  const quit: Item = { label: menu.quit, accelerator: 'CmdOrCtrl+Q', click: () => actions.quit() }
  const own: Item = {
    role: 'appMenu',
    label: 'Culvert',
    submenu: [
      about,
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'hide', label: menu.hide },
      { role: 'hideOthers', label: menu.hideOthers },
      { role: 'unhide', label: menu.showAll },
      SEPARATOR,
      quit,
    ],
  }
  const file: Item[] = [
    { label: menu.add, accelerator: 'CmdOrCtrl+N', click: () => actions.open('add') },
    { label: menu.importFiles, accelerator: 'CmdOrCtrl+I', click: () => actions.chooseFiles() },
    SEPARATOR,
    ...(mac ? [] : [settings]),
    { label: menu.close, role: 'close', accelerator: 'CmdOrCtrl+W' },
    ...(mac ? [] : [quit]),
  ]
  const edit: Item[] = [
    { label: menu.undo, role: 'undo' },
    { label: menu.redo, role: 'redo' },
    SEPARATOR,
    { label: menu.cut, role: 'cut' },
    { label: menu.copy, role: 'copy' },
    { label: menu.paste, role: 'paste' },
    { label: menu.selectAll, role: 'selectAll' },
  ]
  const view: Item[] = [
    { label: menu.log, accelerator: 'CmdOrCtrl+L', click: () => actions.open('logs') },
    SEPARATOR,
    { label: menu.zoomIn, role: 'zoomIn' },
    { label: menu.zoomOut, role: 'zoomOut' },
    { label: menu.resetZoom, role: 'resetZoom' },
    ...(packaged ? [] : [SEPARATOR, { label: menu.developerTools, role: 'toggleDevTools' } satisfies Item]),
  ]
  const help: Item[] = [
    { label: menu.userGuide, click: () => actions.openUserGuide() },
    ...(mac ? [] : [about]),
  ]
  return [
    ...(mac ? [own] : []),
    { label: menu.file, submenu: file },
    { label: menu.edit, submenu: edit },
    { label: menu.view, submenu: view },
    { label: menu.help, role: 'help', submenu: help },
  ]
}
