import { expect, test } from '@playwright/test'
import { withFixture } from './fixture/fixture-app.ts'
import { setDarkDesktop, setDisplays } from './machine.ts'

test.describe.configure({ mode: 'serial' })

const running = withFixture()

const headingColor = () =>
  running.page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).color)

const sight = () => running.page.evaluate(() => document.visibilityState)

/** One call on the only window. */
const tell = (method: 'show' | 'hide' | 'minimize' | 'restore' | 'close') =>
  running.app.evaluate(({ BrowserWindow }, name) => {
    BrowserWindow.getAllWindows()[0]?.[name]()
  }, method)

test.describe('a page of the app', () => {
  test('comes from the custom scheme and is a secure origin', async () => {
    const url = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    )
    expect(url).toBe('fixture://app/index.html')
    expect(await running.page.evaluate(() => isSecureContext)).toBe(true)
    expect(await headingColor()).toBe('rgb(1, 2, 3)')
  })

  test('obeys the policy that came with it', async () => {
    const facts = await running.page.evaluate(async () => {
      const violation = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
      })
      const script = document.createElement('script')
      script.src = 'https://elsewhere.invalid/x.js'
      document.head.append(script)
      return { inlineRan: 'inlineRan' in window, violated: await violation }
    })
    expect(facts).toEqual({ inlineRan: false, violated: 'script-src-elem' })
  })

  test('gives its window the title, and its console to the main process', async () => {
    await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.webContents.on('console-message', ({ message, level }) => {
        Reflect.set(globalThis, 'lastMessage', [level, message])
      })
    })
    await running.page.evaluate(() => {
      document.title = 'Another title'
      console.warn('careful', 7)
    })
    const facts = () =>
      running.app.evaluate(({ BrowserWindow }) => [
        BrowserWindow.getAllWindows()[0]?.getTitle(),
        Reflect.get(globalThis, 'lastMessage'),
      ])
    await expect.poll(facts).toEqual(['Another title', ['warning', 'careful 7']])
  })

  test('follows the theme of the desktop, and that of the app', async () => {
    await setDarkDesktop(running.app, true)
    await expect.poll(headingColor).toBe('rgb(4, 5, 6)')
    await running.app.evaluate(({ nativeTheme }) => {
      nativeTheme.themeSource = 'light'
    })
    await expect.poll(headingColor).toBe('rgb(1, 2, 3)')
  })

  test('is loaded again with its preload script', async () => {
    await running.page.evaluate(() => Reflect.set(window, 'before', true))
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload())
    await running.page.waitForFunction(() => !('before' in window) && 'bridgeAtStart' in window)
    expect(await running.page.evaluate(() => fixture.echo('again'))).toBe('again')
  })
})

test.describe('leaving', () => {
  const denied = () => running.app.evaluate(() => globalThis.denied.splice(0))

  test('by a link is denied, and the page stays', async () => {
    await running.page.click('#leave')
    await expect.poll(denied).toEqual(['https://elsewhere.invalid/'])
    expect(await running.page.textContent('h1')).toBe('Fixture')
  })

  test('by a script is denied', async () => {
    await running.page.evaluate(() => location.assign('https://scripted.invalid/'))
    await expect.poll(denied).toEqual(['https://scripted.invalid/'])
    expect(await running.page.evaluate(() => fixture.echo('still here'))).toBe('still here')
  })

  test('to another program is told', async () => {
    await running.page.evaluate(() => location.assign('mailto:someone@example.com'))
    await expect.poll(denied).toEqual(['mailto:someone@example.com'])
  })

  test('by window.open is denied, and the page gets null', async () => {
    const opened = await running.page.evaluate(() => window.open('/other.html', 'other'))
    expect(opened).toBeNull()
    await expect.poll(denied).toEqual([expect.stringMatching(/\/other\.html$/)])
  })

  test('by a link to a new window is denied, and no window stays', async () => {
    await running.page.click('#popup')
    await expect.poll(denied).toContain('https://popup.invalid/')
    await expect.poll(() => running.app.windows().length).toBe(1)
  })

  test('by a click that asks for a new tab leaves no tab', async () => {
    await running.page.click('#leave', { modifiers: ['Control'] })
    await expect.poll(denied).toContain('https://elsewhere.invalid/')
    await expect.poll(() => running.app.windows().length).toBe(1)
  })
})

test.describe('a window', () => {
  test('has the size it was made with, and tells the page when that changes', async () => {
    const size = () => running.page.evaluate(() => [innerWidth, innerHeight])
    expect(await size()).toEqual([640, 480])
    const events = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      const heard: string[] = []
      window?.once('resize', () => heard.push('resize'))
      window?.once('move', () => heard.push('move'))
      window?.setMinimumSize(300, 200)
      window?.setBounds({ x: 5, y: 6, width: 100, height: 700 })
      return { heard, bounds: window?.getBounds() }
    })
    expect(events).toEqual({ heard: ['resize', 'move'], bounds: { x: 5, y: 6, width: 300, height: 700 } })
    await expect.poll(size).toEqual([300, 700])
  })

  test('fills the display it is on when it is maximised, and remembers its place', async () => {
    const area = { x: 0, y: 0, width: 1000, height: 800 }
    await setDisplays(running.app, [{ id: 1, bounds: area, workArea: area }])
    const bounds = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.maximize()
      const maximised = [window?.isMaximized(), window?.getBounds(), window?.getNormalBounds().width]
      window?.unmaximize()
      return [...maximised, window?.getBounds().width]
    })
    expect(bounds).toEqual([true, area, 300, 300])
  })

  test('knows and tells whether it is seen', async () => {
    await tell('minimize')
    await expect.poll(sight).toBe('hidden')
    await tell('restore')
    await expect.poll(sight).toBe('visible')
    await tell('hide')
    await expect.poll(sight).toBe('hidden')
    const hidden = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return [window?.isVisible(), window?.isMinimized(), window?.isFocused()]
    })
    expect(hidden).toEqual([false, false, false])
    await tell('show')
    await expect.poll(sight).toBe('visible')
  })

  test('stays when closing is prevented', async () => {
    await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.once('close', (event) => {
        event.preventDefault()
        window.hide()
      })
    })
    await tell('close')
    await expect.poll(sight).toBe('hidden')
    await tell('show')
    expect(await running.page.evaluate(() => fixture.echo('alive'))).toBe('alive')
  })

  test('tells of its page’s crash, and can load it again', async () => {
    const reason = await running.app.evaluate(
      ({ BrowserWindow, app }) =>
        new Promise((resolve) => {
          app.once('render-process-gone', (_event, _contents, details) => resolve(details.reason))
          BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
        }),
    )
    expect(reason).toBe('crashed')
    const next = running.app.waitForEvent('window')
    await running.app.evaluate(async ({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.destroy()
      await globalThis.openWindow()
    })
    const page = await next
    await page.waitForLoadState()
    expect(await page.evaluate(() => fixture.echo('back'))).toBe('back')
  })
})
