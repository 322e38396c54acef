import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron'
import { unreachable } from '../../src-shared/unreachable.ts'
import { trayImagePath } from './tray-image.ts'
import type { TrayCommand, TrayItem, TrayModel } from './tray-model.ts'

export interface TrayHost {
  assets: string
  platform: NodeJS.Platform
  perform(command: TrayCommand): void
}

/** The icon in the panel. Shows a model; decides nothing. */
export class TrayIcon {
  readonly #host: TrayHost
  readonly #tray: Tray
  #shown: { icon?: string; tooltip?: string; items?: string } = {}

  constructor(host: TrayHost, model: TrayModel) {
    this.#host = host
    this.#tray = new Tray(this.#imageFor(model.icon))
    // Many panels never tell of a click; whatever it does is in the menu as well.
    this.#tray.on('click', () => {
      if (host.platform !== 'darwin') host.perform({ type: 'open', view: 'main' })
    })
    this.show(model)
  }

  /** Panels lose images that change too often, and keep old menus alive, so only what differs is set, and then whole. */
  show(model: TrayModel): void {
    const { icon, tooltip } = model
    const items = JSON.stringify(model.items)
    if (icon !== this.#shown.icon) this.#tray.setImage(this.#imageFor(icon))
    if (tooltip !== this.#shown.tooltip) this.#tray.setToolTip(tooltip)
    if (items !== this.#shown.items) this.#tray.setContextMenu(this.#menuOf(model.items))
    this.#shown = { icon, tooltip, items }
  }

  destroy(): void {
    this.#tray.destroy()
  }

  #imageFor(icon: TrayModel['icon']): NativeImage {
    const { assets, platform } = this.#host
    const image = nativeImage.createFromPath(trayImagePath(icon, assets, platform))
    if (platform === 'darwin') image.setTemplateImage(true)
    return image
  }

  #menuOf(items: readonly TrayItem[]): Menu {
    return Menu.buildFromTemplate(items.map((item) => this.#template(item)))
  }

  #template(item: TrayItem): MenuItemConstructorOptions {
    switch (item.type) {
      case 'separator':
        return { type: 'separator' }
      case 'status':
        return { label: item.label, enabled: false }
      case 'command':
      case 'radio': {
        const { label, enabled, command } = item
        const click = () => this.#host.perform(command)
        return item.type === 'command'
          ? { label, enabled, click }
          : { type: 'radio', label, enabled, click, checked: item.checked }
      }
      case 'submenu':
        return {
          label: item.label,
          enabled: item.enabled,
          submenu: item.items.map((inner) => this.#template(inner)),
        }
      default:
        return unreachable(item)
    }
  }
}
