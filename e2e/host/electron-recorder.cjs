'use strict'
// Loaded into the real Electron before the app: keeps the same records as the test host, so that a test finds trays, menus,
// notifications, dialogs and calls in one place wherever it runs. See inspect.ts.
const electron = require('electron')

const records = {
  trays: [],
  notifications: [],
  applicationMenu: null,
  popupMenus: [],
  dialogs: [],
  dialogAnswers: [],
  calls: [],
}
Object.defineProperty(globalThis, '__electronRecords', { value: records })

/** Calls `note` with the object and the arguments, then goes on as ever. */
function watch(owner, name, note) {
  const original = owner[name]
  owner[name] = function watched(...args) {
    note(this, ...args)
    return original.apply(this, args)
  }
}

const once = (list, item) => list.includes(item) || list.push(item)

for (const [method, field] of [
  ['setImage', 'image'],
  ['setToolTip', 'toolTip'],
  ['setTitle', 'title'],
  ['setContextMenu', 'contextMenu'],
]) {
  watch(electron.Tray.prototype, method, (tray, value) => {
    tray[field] = value
    once(records.trays, tray)
  })
}

watch(electron.Notification.prototype, 'show', (notification) => {
  notification.state = 'shown'
  notification.once('close', () => {
    notification.state = 'closed'
  })
  once(records.notifications, notification)
})

watch(electron.Menu, 'setApplicationMenu', (_menu, menu) => {
  records.applicationMenu = menu
})
watch(electron.Menu.prototype, 'popup', (menu) => records.popupMenus.push(menu))

for (const method of ['showOpenDialog', 'showSaveDialog', 'showMessageBox']) {
  electron.dialog[method] = async (...args) => {
    records.dialogs.push({ method, options: args.at(-1) })
    const index = records.dialogAnswers.findIndex((prepared) => prepared.method === method)
    if (index < 0) throw new Error(`dialog.${method} was called and the test has left no answer`)
    return records.dialogAnswers.splice(index, 1)[0].answer
  }
}

/** What would leave the app is kept and not done. */
for (const [name, answer] of [
  ['shell.openExternal', Promise.resolve()],
  ['shell.openPath', Promise.resolve('')],
  ['shell.showItemInFolder', undefined],
  ['app.setLoginItemSettings', undefined],
  ['app.setAsDefaultProtocolClient', true],
]) {
  const [module, method] = name.split('.')
  electron[module][method] = (...args) => {
    records.calls.push({ name, args })
    return answer
  }
}

/** As marks.ts has it; the test starts the next one if it wants it. */
electron.app.relaunch = ({ args = process.argv.slice(1) } = {}) => {
  process.stdout.write(`[test host] relaunch: ${JSON.stringify(args)}\n`)
}
