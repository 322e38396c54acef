import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { FIXTURE_FOLDER, withFixture } from './fixture/fixture-app.ts'
import { answerDialog, chooseFrom, clickNotification, clickTray, desktopOf, trayOf } from './inspect.ts'
import { emitPower, loseChildProcess, setOnline } from './machine.ts'

test.describe.configure({ mode: 'serial' })

const running = withFixture()

/** What the app's process has put aside under a name. */
const heard = (name: string) => running.app.evaluate((_electron, key) => Reflect.get(globalThis, key), name)

test('a tray icon is seen with its menu, and its items can be chosen', async () => {
  await running.app.evaluate(
    ({ Tray, Menu, nativeImage }, icon) => {
      const note = (text: string) => () => Reflect.set(globalThis, 'chosen', text)
      const tray = new Tray(nativeImage.createFromPath(icon))
      tray.setToolTip('Connected')
      tray.on('click', note('icon'))
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: '&Connect', click: note('connect') },
          { type: 'separator' },
          { label: 'Hidden', visible: false },
          { label: 'Off', enabled: false, click: note('off') },
          {
            label: 'Recent',
            submenu: [{ label: 'Office', type: 'checkbox', checked: true, click: note('office') }],
          },
        ]),
      )
    },
    join(FIXTURE_FOLDER, 'icon.png'),
  )
  const tray = await trayOf(running.app)
  expect(tray).toMatchObject({
    toolTip: 'Connected',
    icon: { width: 2, height: 3, isEmpty: false, path: expect.stringMatching(/icon\.png$/) },
    menu: [
      { label: '&Connect', type: 'normal' },
      { type: 'separator' },
      { label: 'Off', enabled: false },
      { label: 'Recent', submenu: [{ label: 'Office', type: 'checkbox', checked: true }] },
    ],
  })
  await chooseFrom(running.app, 'tray', 'Recent', 'Office')
  await expect.poll(() => heard('chosen')).toBe('office')
  await chooseFrom(running.app, 'tray', 'Connect')
  await expect.poll(() => heard('chosen')).toBe('connect')
  await expect(chooseFrom(running.app, 'tray', 'Off')).rejects.toThrow('greyed out')
  await expect(chooseFrom(running.app, 'tray', 'Hidden')).rejects.toThrow("no 'Hidden'")
  await clickTray(running.app)
  await expect.poll(() => heard('chosen')).toBe('icon')
})

test('the application menu is a menu like the tray’s', async () => {
  await running.app.evaluate(({ Menu }) => {
    const submenu = [{ label: 'About', click: () => Reflect.set(globalThis, 'chosen', 'about') }]
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Help', submenu }]))
  })
  await chooseFrom(running.app, 'application', 'Help', 'About')
  await expect.poll(() => heard('chosen')).toBe('about')
})

test('a notification is seen and can be clicked', async () => {
  await running.app.evaluate(({ Notification }) => {
    const notification = new Notification({ title: 'Lost', body: 'The server is gone.' })
    notification.on('click', () => Reflect.set(globalThis, 'chosen', 'notification'))
    notification.show()
  })
  const { notifications } = await desktopOf(running.app)
  expect(notifications).toMatchObject([{ title: 'Lost', body: 'The server is gone.', state: 'shown' }])
  await clickNotification(running.app, 'Lost')
  expect(await heard('chosen')).toBe('notification')
})

test('a dialog takes the answer that was left for it, and fails without one', async () => {
  const open = () =>
    running.app.evaluate(({ dialog }) =>
      dialog.showOpenDialog({ properties: ['openFile'] }).then(
        ({ filePaths }) => filePaths,
        (error: Error) => error.name,
      ),
    )
  await answerDialog(running.app, 'showOpenDialog', { canceled: false, filePaths: ['/a.sstp'] })
  expect(await open()).toEqual(['/a.sstp'])
  expect(await open()).toBe('NotSupportedError')
  const { dialogs } = await desktopOf(running.app)
  expect(dialogs).toHaveLength(2)
  expect(dialogs[0]).toEqual({ method: 'showOpenDialog', options: { properties: ['openFile'] } })
})

test('what would leave the app is kept', async () => {
  await running.app.evaluate(async ({ app, shell, clipboard }) => {
    await shell.openExternal('https://example.com/')
    app.setLoginItemSettings({ openAtLogin: true })
    clipboard.writeText('10.0.0.2')
    Reflect.set(globalThis, 'chosen', [clipboard.readText(), app.getLoginItemSettings().openAtLogin])
  })
  expect(await heard('chosen')).toEqual(['10.0.0.2', true])
  const { calls } = await desktopOf(running.app)
  expect(calls).toContainEqual({ name: 'shell.openExternal', args: ['https://example.com/'] })
  expect(calls).toContainEqual({ name: 'app.setLoginItemSettings', args: [{ openAtLogin: true }] })
})

test('the machine sleeps, loses its network and its graphics when the test says so', async () => {
  await running.app.evaluate(({ app, powerMonitor }) => {
    const events: unknown[] = []
    Reflect.set(globalThis, 'events', events)
    powerMonitor.on('suspend', () => events.push('suspend'))
    app.on('child-process-gone', (_event, { type, reason }) => events.push([type, reason]))
  })
  await emitPower(running.app, 'suspend')
  await loseChildProcess(running.app, 'GPU')
  expect(await heard('events')).toEqual(['suspend', ['GPU', 'crashed']])
  await setOnline(running.app, false)
  expect(await running.app.evaluate(({ net }) => [net.isOnline(), net.online])).toEqual([false, false])
})

test('permissions are the app’s decision', async () => {
  await running.app.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler((_contents, permission, decide) =>
      decide(permission === 'geolocation'),
    )
  })
  const state = (name: PermissionName) =>
    running.page.evaluate(
      (asked) => navigator.permissions.query({ name: asked }).then((status) => status.state),
      name,
    )
  await expect.poll(() => state('notifications')).toBe('denied')
  await expect.poll(() => state('geolocation')).toBe('granted')
})

test('memory is counted for the processes of the page as well', async () => {
  const kinds = await running.app.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ type, memory }) => (memory.workingSetSize > 1024 ? [type] : [])),
  )
  expect(kinds).toEqual(expect.arrayContaining(['Browser', 'Tab']))
})

test.describe('what nobody wrote', () => {
  const attempts: [what: string, attempt: (electron: typeof import('electron')) => unknown][] = [
    ['a module', ({ safeStorage }) => safeStorage.isEncryptionAvailable()],
    ['a class', ({ utilityProcess }) => utilityProcess.fork('x.js')],
    ['a method', ({ app }) => app.getFileIcon('x')],
    ['an event', ({ app }) => app.on('did-become-active', () => undefined)],
    ['a property of an instance', ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setKiosk(true)],
    ['an unsafe page', ({ BrowserWindow }) => new BrowserWindow({ webPreferences: { sandbox: false } })],
    ['watching requests', ({ session }) => session.defaultSession.webRequest],
  ]
  for (const [what, attempt] of attempts) {
    test(`${what} says so`, async () => {
      await expect(running.app.evaluate(attempt)).rejects.toThrow("does not support Electron's")
    })
  }
})

test('a worker thread has no Electron, and is no second host', async () => {
  const message = await running.app.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const { Worker } = process.getBuiltinModule('node:worker_threads')
        const source =
          "import('electron').then(() => 'there', (e) => e.code ?? e.name).then((text) => require('node:worker_threads').parentPort.postMessage(text))"
        const worker = new Worker(source, { eval: true })
        worker.once('message', resolve)
        worker.once('error', reject)
      }),
  )
  expect(message).not.toBe('there')
})
