import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { FIXTURE_FOLDER, launchFixture } from './fixture/fixture-app.ts'
import { chooseFrom } from './inspect.ts'

/** Processes whose command line names a folder: Chromium and its children name their profile. */
function processesOf(folder: string): string[] {
  return globSync('/proc/[0-9]*/cmdline').filter((file) => {
    try {
      return readFileSync(file, 'utf8').includes(folder)
    } catch (error) {
      // A process may end between the list and the look.
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
      throw error
    }
  })
}

const leftOf = (folder: string) => () => ({ processes: processesOf(folder), folder: existsSync(folder) })
const NOTHING = { processes: [], folder: false }

test.describe('the end', () => {
  test('by the tray’s menu goes through all of Electron’s steps and ends with 0', async () => {
    const app = await launchFixture()
    await app.firstWindow()
    await app.evaluate(({ app: electronApp, BrowserWindow }) => {
      const say = (name: string) => () => process.stdout.write(`<${name}>`)
      electronApp.on('before-quit', say('before-quit'))
      BrowserWindow.getAllWindows()[0]?.on('close', say('close'))
      BrowserWindow.getAllWindows()[0]?.on('closed', say('closed'))
      electronApp.on('will-quit', say('will-quit'))
      electronApp.on('quit', say('quit'))
    })
    await chooseFrom(app, 'tray', 'Quit')
    expect(await app.exited()).toBe(0)
    expect(app.output()).toContain('<before-quit><close><closed><will-quit><quit>')
    await app.close()
    await expect.poll(leftOf(app.folder)).toEqual(NOTHING)
  })

  test('can be prevented, at its beginning and by a window', async () => {
    const app = await launchFixture()
    await app.firstWindow()
    const windows = await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
      electronApp.once('before-quit', (event) => event.preventDefault())
      electronApp.quit()
      BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault())
      electronApp.quit()
      return BrowserWindow.getAllWindows().length
    })
    expect(windows).toBe(1)
    await app.close()
    expect(await app.exited()).toBe(0)
  })

  test('by app.exit has the code that was given, and asks nobody', async () => {
    const app = await launchFixture()
    await app.evaluate(({ app: electronApp }) => {
      electronApp.on('before-quit', () => process.stdout.write('<asked>'))
      setImmediate(() => electronApp.exit(3))
    })
    expect(await app.exited()).toBe(3)
    expect(app.output()).not.toContain('<asked>')
    await app.close()
  })

  test('by a signal is an end in good order', async () => {
    const app = await launchFixture()
    await app.firstWindow()
    app.process().kill('SIGTERM')
    expect(await app.exited()).toBe(0)
    await app.close()
  })

  test('by kill -9 leaves no browser behind', async () => {
    const app = await launchFixture()
    await app.firstWindow()
    expect(processesOf(app.folder).length).toBeGreaterThan(1)
    app.process().kill('SIGKILL')
    await expect.poll(leftOf(app.folder)).toEqual(NOTHING)
    await app.close()
  })

  test('of the test, by kill -9, is the end of everything', async () => {
    const script = join(FIXTURE_FOLDER, 'launch-and-wait.ts')
    const tester = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const { folder } = JSON.parse(await firstLineOf(tester)) as { folder: string }
    expect(processesOf(folder).length).toBeGreaterThan(1)
    tester.kill('SIGKILL')
    await expect.poll(leftOf(folder)).toEqual(NOTHING)
  })

  test('of the browser is told, and is the end of the app', async () => {
    const app = await launchFixture()
    await app.firstWindow()
    const browser = processesOf(app.folder)
      .map((file) => [Number(file.split('/')[2]), readFileSync(file, 'utf8')] as const)
      .find(([, line]) => line.includes('--remote-debugging-pipe') && !line.includes('--type='))
    process.kill(browser?.[0] ?? 0, 'SIGKILL')
    expect(await app.exited()).toBe(1)
    expect(app.output()).toContain('Chromium ended')
    await app.close()
  })
})

test.describe('a second start', () => {
  test('hands over what it was started with, and ends', async () => {
    const app = await launchFixture()
    expect(await app.startAgain(['some.sstp'])).toBe(0)
    const [start] = await app.evaluate(() => globalThis.secondStarts)
    expect(start).toEqual({
      argv: expect.arrayContaining(['some.sstp']),
      folder: FIXTURE_FOLDER,
      data: { from: 'fixture' },
    })
    await app.close()
  })

  test('is a first one when the first was killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'culvert-second-start-'))
    try {
      const first = await launchFixture({ folder })
      first.process().kill('SIGKILL')
      await first.close()
      const second = await launchFixture({ folder })
      expect(await second.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true)
      await second.close()
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
    }
  })

  test('with other folders is an app of its own', async () => {
    const [one, other] = await Promise.all([launchFixture(), launchFixture()])
    expect(await other.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true)
    await Promise.all([one.close(), other.close()])
  })
})

test('a wish to be started again is told, and not fulfilled', async () => {
  const app = await launchFixture()
  await app.evaluate(({ app: electronApp }) => {
    electronApp.relaunch({ args: ['--software-rendering'] })
    electronApp.exit(0)
  })
  await app.exited()
  expect(app.relaunchArguments()).toEqual(['--software-rendering'])
  await app.close()
})

test('an app that wants what the host lacks is told so at its close, even if it caught the error', async () => {
  const app = await launchFixture()
  await app.evaluate(({ app: electronApp }) => {
    setImmediate(() => {
      try {
        electronApp.getFileIcon('x')
      } catch {
        process.stdout.write('caught\n')
      }
    })
  })
  await expect.poll(() => app.output()).toContain('caught')
  await expect(app.close()).rejects.toThrow('lacks: App.getFileIcon')
})

test('an app that fails at its start says why', async () => {
  const failing = launchFixture({ env: { FIXTURE_FAILS: 'out of order' } })
  await expect(failing).rejects.toThrow('out of order')
})

test('an app that awaits at its top level that it is ready never would be, and is told so', async () => {
  const waiting = launchFixture({ env: { FIXTURE_WAITS: 'yes' } })
  await expect(waiting).rejects.toThrow('Use app.whenReady().then(…)')
})

async function firstLineOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('its output is not piped')
  for await (const line of createInterface(child.stdout)) return line
  throw new Error('it said nothing')
}
