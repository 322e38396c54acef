import type { LaunchedApp } from './launched-app.ts'

/*
 * How tests see and do what has no window: trays, menus, notifications, dialogs, and the machine around the app. Works in both
 * hosts, by the records that each keeps (standin/records.ts, electron-recorder.cjs). A function that is given to `evaluate` runs
 * in the app's process and has to bring everything along, types excepted.
 */

/** A menu as its user sees it. */
export interface MenuView {
  id: string | null
  label: string
  sublabel: string
  type: string
  enabled: boolean
  checked: boolean
  submenu: MenuView[] | null
}

export interface TrayView {
  toolTip: string
  title: string
  /** The icon's size; and the file that it came from, where the host can tell. */
  icon: { width: number; height: number; isEmpty: boolean; path: string | null }
  isDestroyed: boolean
  menu: MenuView[] | null
}

export interface NotificationView {
  title: string
  body: string
  silent: boolean
  urgency: string
  state: 'new' | 'shown' | 'closed'
}

export interface DialogView {
  method: string
  options: unknown
}

/** Something whose effect leaves the app, such as `shell.openExternal`. */
export interface CallView {
  name: string
  args: unknown[]
}

export interface Desktop {
  /** All there ever were, the oldest first. */
  trays: TrayView[]
  notifications: NotificationView[]
  applicationMenu: MenuView[] | null
  dialogs: DialogView[]
  calls: CallView[]
}

type Item = Omit<MenuView, 'submenu'> & { visible: boolean; submenu?: { items: Item[] }; click(): void }

interface Icon {
  path?: string
  isEmpty(): boolean
  getSize(): { width: number; height: number }
}

interface KeptTray extends Omit<TrayView, 'icon' | 'menu' | 'isDestroyed'> {
  image: Icon
  contextMenu: { items: Item[] } | null
  isDestroyed(): boolean
  emit(event: string): void
}

interface KeptNotification extends NotificationView {
  emit(event: string, details: object): void
}

interface Global {
  __electronRecords: {
    trays: KeptTray[]
    notifications: KeptNotification[]
    applicationMenu: { items: Item[] } | null
    dialogs: DialogView[]
    dialogAnswers: { method: string; answer: unknown }[]
    calls: CallView[]
  }
}

/** What the app has put onto the desktop, as it is now. */
export function desktopOf(app: LaunchedApp): Promise<Desktop> {
  return app.evaluate(() => {
    const kept = (globalThis as unknown as Global).__electronRecords
    const viewItem = (item: Item): MenuView => ({
      id: item.id ?? null,
      label: item.label,
      sublabel: item.sublabel ?? '',
      type: item.type,
      enabled: item.enabled,
      checked: item.checked,
      submenu: view(item.submenu),
    })
    const view = (menu: { items: Item[] } | null | undefined): MenuView[] | null =>
      menu ? menu.items.filter(({ visible }) => visible).map(viewItem) : null
    return {
      trays: kept.trays.map((tray) => ({
        toolTip: tray.toolTip ?? '',
        title: tray.title ?? '',
        icon: { ...tray.image.getSize(), isEmpty: tray.image.isEmpty(), path: tray.image.path ?? null },
        isDestroyed: tray.isDestroyed(),
        menu: view(tray.contextMenu),
      })),
      notifications: kept.notifications.map(({ title, body, silent, urgency, state }) => ({
        title,
        body,
        silent,
        urgency,
        state,
      })),
      applicationMenu: view(kept.applicationMenu),
      dialogs: kept.dialogs.map(({ method, options }) => ({
        method,
        // Options may hold functions and images, which do not cross.
        options: JSON.parse(JSON.stringify(options ?? null)),
      })),
      calls: kept.calls.map(({ name, args }) => ({ name, args: JSON.parse(JSON.stringify(args)) })),
    }
  })
}

/** The tray icon that is there now. */
export async function trayOf(app: LaunchedApp): Promise<TrayView | undefined> {
  const { trays } = await desktopOf(app)
  return trays.findLast(({ isDestroyed }) => !isDestroyed)
}

/** Chooses an item as the user would: by its label, or by the labels on the way to it. */
export function chooseFrom(
  app: LaunchedApp,
  menu: 'tray' | 'application',
  ...labels: string[]
): Promise<void> {
  return app.evaluate(
    (_electron, { menu: which, labels: way }) => {
      const { trays, applicationMenu } = (globalThis as unknown as Global).__electronRecords
      const tray = trays.findLast((each) => !each.isDestroyed())
      let menu = which === 'tray' ? tray?.contextMenu : applicationMenu
      for (const [step, label] of way.entries()) {
        const item = menu?.items.find((each) => each.visible && each.label.replaceAll('&', '') === label)
        if (item === undefined)
          throw new Error(`no '${label}' among ${menu?.items.map((each) => each.label).join(' | ')}`)
        if (!item.enabled) throw new Error(`'${label}' is greyed out`)
        if (step < way.length - 1) menu = item.submenu
        // The answer to this call has to leave before an item that ends the app does.
        else setImmediate(() => item.click())
      }
    },
    { menu, labels },
  )
}

/** Clicks on the tray icon itself. */
export function clickTray(app: LaunchedApp): Promise<void> {
  return app.evaluate(() => {
    const { trays } = (globalThis as unknown as Global).__electronRecords
    trays.findLast((tray) => !tray.isDestroyed())?.emit('click')
  })
}

/** Clicks on the newest notification of this title that is still shown. */
export function clickNotification(app: LaunchedApp, title: string): Promise<void> {
  return app.evaluate((_electron, wanted) => {
    const { notifications } = (globalThis as unknown as Global).__electronRecords
    const found = notifications.findLast((each) => each.state === 'shown' && each.title === wanted)
    if (found === undefined) throw new Error(`no notification '${wanted}' is shown`)
    found.emit('click', {})
  }, title)
}

type DialogMethod = 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'

/** Leaves an answer for the next dialog of a kind. A dialog that finds none fails the app's call. */
export function answerDialog(app: LaunchedApp, method: DialogMethod, answer: object): Promise<void> {
  return app.evaluate(
    (_electron, prepared) => {
      ;(globalThis as unknown as Global).__electronRecords.dialogAnswers.push(prepared)
    },
    { method, answer },
  )
}
