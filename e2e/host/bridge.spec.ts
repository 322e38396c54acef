import { expect, test } from '@playwright/test'
import { withFixture } from './fixture/fixture-app.ts'

test.describe.configure({ mode: 'serial' })

const running = withFixture()

test.describe('the preload script', () => {
  test('runs before the scripts of the page, in a world of its own', async () => {
    const facts = await running.page.evaluate(() => ({
      bridgeWasThere: Reflect.get(window, 'bridgeAtStart'),
      readyStateThen: fixture.readyStateThen,
      leaked: ['ofPreload', 'require', 'process', '__electronHostSend', '__electronHostReceive'].filter(
        (name) => name in window,
      ),
      sawPage: fixture.sawPage(),
      process: fixture.process,
    }))
    expect(facts).toEqual({
      bridgeWasThere: 'object',
      readyStateThen: 'loading',
      leaked: [],
      sawPage: false,
      process: { type: 'renderer', sandboxed: true },
    })
  })

  test('exposes frozen copies whose functions cross in both directions', async () => {
    const facts = await running.page.evaluate(() => ({
      frozen: Object.isFrozen(fixture) && Object.isFrozen(fixture.nested.list),
      writable: Object.getOwnPropertyDescriptor(window, 'fixture')?.writable,
      list: fixture.nested.list,
      called: fixture.nested.call((value) => value * 10),
    }))
    expect(facts).toEqual({ frozen: true, writable: false, list: [1, { two: 2 }], called: 100 })
  })

  test('throws into the page what its functions throw', async () => {
    await expect(running.page.evaluate(() => fixture.broken())).rejects.toThrow('out of range')
  })

  test('knows no path of a file that no user has chosen', async () => {
    expect(await running.page.evaluate(() => fixture.pathOf(new File(['x'], 'x.sstp')))).toBe('')
    await running.page.setInputFiles('input', {
      name: 'y.sstp',
      mimeType: 'text/plain',
      buffer: Buffer.from('y'),
    })
    const path = await running.page.evaluate(() =>
      fixture.pathOf(document.querySelector('input')?.files?.[0]),
    )
    expect(path).toBe('')
    await expect(running.page.evaluate(() => fixture.pathOf('no file'))).rejects.toThrow(
      'Failed to convert value to File',
    )
  })
})

test.describe('a question to the main process', () => {
  test('is answered with whatever can be cloned', async () => {
    const facts = await running.page.evaluate(async () => {
      const sent = {
        bytes: new Uint8Array([0, 1, 255]).subarray(1),
        words: new Uint16Array([1, 65535]),
        map: new Map([['key', new Set([1, 'two'])]]),
        date: new Date(86_400_000),
        big: 2n ** 70n,
        none: undefined,
        numbers: [Number.NaN, Number.POSITIVE_INFINITY, -0],
        error: new RangeError('too far'),
        $: 'a name that the codec uses itself',
        text: 'ümläut \u0000 \u{1F512}',
      }
      const back = (await fixture.echo(sent)) as typeof sent
      return {
        bytes: [back.bytes.constructor.name, ...back.bytes],
        words: [back.words.constructor.name, ...back.words],
        map: [...(back.map.get('key') ?? [])],
        date: back.date.toISOString(),
        big: String(back.big),
        none: 'none' in back && back.none === undefined,
        numbers: back.numbers.map((number) => (Object.is(number, -0) ? '-0' : String(number))),
        error: [back.error instanceof Error, back.error.message],
        $: back.$,
        text: back.text === sent.text,
      }
    })
    expect(facts).toEqual({
      bytes: ['Uint8Array', 1, 255],
      words: ['Uint16Array', 1, 65535],
      map: [1, 'two'],
      date: '1970-01-02T00:00:00.000Z',
      big: '1180591620717411303424',
      none: true,
      numbers: ['NaN', 'Infinity', '-0'],
      error: [true, 'too far'],
      $: 'a name that the codec uses itself',
      text: true,
    })
  })

  test('may be large', async () => {
    const sum = await running.page.evaluate(async () => {
      const bytes = new Uint8Array(1024 * 1024).fill(7)
      const back = (await fixture.echo(bytes)) as Uint8Array
      return back.length === bytes.length && back.every((byte) => byte === 7)
    })
    expect(sum).toBe(true)
  })

  test('loses prototypes on its way', async () => {
    const back = await running.page.evaluate(() => {
      class Point {
        x = 1
        go() {}
      }
      return fixture.echo(new Point()).then((value) => [Object.keys(value as object), String(value)])
    })
    expect(back).toEqual([['x'], '[object Object]'])
  })

  const failures: [what: string, channel: string, message: string][] = [
    ['the handler throws', 'fail', "Error invoking remote method 'fail': TypeError: on purpose"],
    [
      'nobody answers',
      'none',
      "Error invoking remote method 'none': Error: No handler registered for 'none'",
    ],
  ]
  for (const [what, channel, message] of failures) {
    test(`fails in Electron's words when ${what}`, async () => {
      const failed = running.page.evaluate(
        (name) => fixture.invoke(name).then(String, (error: Error) => error.message),
        channel,
      )
      expect(await failed).toBe(message)
    })
  }

  test('cannot be a symbol', async () => {
    const failed = running.page.evaluate(() => fixture.echo(Symbol('secret')))
    await expect(failed).rejects.toThrow('An object could not be cloned.')
  })

  test('tells who asks', async () => {
    expect(await running.page.evaluate(() => fixture.invoke('who'))).toEqual({
      url: 'fixture://app/index.html',
      isTop: true,
      isWindow: true,
      sameAsMain: true,
    })
  })
})

test.describe('a message', () => {
  test('goes to the main process and comes back until its listener is taken away', async () => {
    const heard = await running.page.evaluate(async () => {
      const texts: string[] = []
      const next = () =>
        new Promise<void>((resolve) => {
          const stop = fixture.onSaid(() => {
            stop()
            resolve()
          })
        })
      const stop = fixture.onSaid((text) => texts.push(text))
      fixture.say('one')
      await next()
      stop()
      fixture.say('two')
      await next()
      return texts
    })
    expect(heard).toEqual(['one!'])
  })

  test('arrives in order however many there are', async () => {
    const counted = running.page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          let expected = 0
          let inOrder = true
          const stop = fixture.onSaid((text) => {
            inOrder &&= text === String(expected++)
            if (expected < 2000) return
            stop()
            resolve(inOrder)
          })
          document.title = 'listening'
        }),
    )
    await running.page.waitForFunction(() => document.title === 'listening')
    await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      for (let number = 0; number < 2000; number++) window?.webContents.send('said', String(number))
    })
    expect(await counted).toBe(true)
  })

  test('that cannot be cloned is refused where it is sent', async () => {
    const message = await running.app.evaluate(({ BrowserWindow }) => {
      try {
        BrowserWindow.getAllWindows()[0]?.webContents.send('said', () => undefined)
        return 'sent'
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(message).toBe('An object could not be cloned.')
  })
})
