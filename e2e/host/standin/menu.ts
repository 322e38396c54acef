import { recordCall, records } from './records.ts'
import { preventable, StandIn } from './stand-in.ts'

export interface MenuItemOptions {
  id?: string
  label?: string
  sublabel?: string
  toolTip?: string
  type?: string
  role?: string
  accelerator?: string
  icon?: unknown
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  submenu?: MenuItemOptions[] | Menu
  click?: (item: MenuItem, window: unknown, event: unknown) => void
}

export class MenuItem extends StandIn {
  protected readonly events = []
  readonly id: string | undefined
  readonly type: string
  readonly role: string | undefined
  readonly accelerator: string | undefined
  readonly sublabel: string
  readonly toolTip: string
  readonly icon: unknown
  readonly submenu: Menu | undefined
  label: string
  enabled: boolean
  visible: boolean
  checked: boolean
  menu: Menu | undefined
  readonly #click: MenuItemOptions['click']

  constructor(options: MenuItemOptions) {
    super()
    const { submenu } = options
    this.submenu =
      submenu instanceof Menu || submenu === undefined ? submenu : Menu.buildFromTemplate(submenu)
    this.type = options.type ?? (this.submenu === undefined ? 'normal' : 'submenu')
    if (!['normal', 'separator', 'submenu', 'checkbox', 'radio'].includes(this.type))
      throw new Error(`Unknown menu item type: ${this.type}`)
    if (this.type === 'normal' && options.label === undefined && options.role === undefined)
      throw new Error('Invalid submenu or a menu item without label')
    this.id = options.id
    this.role = options.role?.toLowerCase()
    this.label = options.label ?? options.role ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.accelerator = options.accelerator
    this.icon = options.icon
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.#click = options.click
  }

  /** As when the user chooses it; what is greyed out cannot be chosen. */
  click(): void {
    if (!this.enabled) return
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    this.#click?.(this, undefined, preventable())
  }
}

export class Menu extends StandIn {
  protected readonly events = ['menu-will-show', 'menu-will-close']
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: MenuItemOptions[]): Menu {
    const menu = new Menu()
    for (const options of template) menu.append(options instanceof MenuItem ? options : new MenuItem(options))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    records.applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return records.applicationMenu as Menu | null
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item)
  }

  insert(position: number, item: MenuItem): void {
    item.menu = this
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(options?: { callback?: () => void }): void {
    records.popupMenus.push(this)
    recordCall('menu.popup')
    this.emit('menu-will-show', preventable())
    this.once('menu-will-close', () => options?.callback?.())
  }

  closePopup(): void {
    this.emit('menu-will-close', preventable())
  }
}
