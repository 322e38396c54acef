import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import { channelOf } from '../../src-shared/ipc-types.ts'
import type { LaunchedApp } from '../host/launched-app.ts'

/** Questions whose answers hold everything that the window may know. */
const QUESTIONS = [
  channelOf('state', 'get'),
  channelOf('traffic', 'get'),
  channelOf('logs', 'open'),
  channelOf('logs', 'preview'),
  channelOf('app', 'about'),
]

/** Looks for a marked secret where none may ever be, in all the ways that it could be written. */
export class Canary {
  readonly #forms: readonly Buffer[]
  messages = 0

  constructor(secret: string) {
    const [utf8, utf16] = [Buffer.from(secret), Buffer.from(secret, 'utf16le')]
    const texts = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      ...[utf8, utf16].flatMap((bytes) => [bytes.toString('base64'), bytes.toString('hex')]),
    ]
    this.#forms = [utf16, ...new Set(texts)].map((form) => Buffer.from(form))
  }

  searchText(where: string, text: string): void {
    this.#searchBytes(where, Buffer.from(text))
  }

  /** Every file below a folder. */
  searchFolder(folder: string): void {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    )
    expect(files.length).toBeGreaterThan(0)
    for (const { parentPath, name } of files) {
      this.#searchBytes(join(parentPath, name), readFileSync(join(parentPath, name)))
    }
  }

  /** Argument lists and environments. */
  searchProcesses(pids: readonly number[]): void {
    expect(pids.length).toBeGreaterThan(0)
    for (const pid of pids) {
      for (const what of ['cmdline', 'environ'])
        this.#searchBytes(`/proc/${pid}/${what}`, readProc(pid, what))
    }
  }

  /** Records every message to the window from now on; the first that holds the secret is the end of the test. */
  async listen(app: LaunchedApp): Promise<void> {
    await app.evaluate(({ BrowserWindow }) => {
      const sent: string[] = []
      Reflect.set(globalThis, 'canarySent', sent)
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        const send = webContents.send.bind(webContents)
        webContents.send = (channel, ...args) => {
          sent.push(JSON.stringify([channel, ...args]))
          send(channel, ...args)
        }
      }
    })
    this.#sent = () => app.evaluate(() => Reflect.get(globalThis, 'canarySent') as string[])
  }

  /** What the window was told, what it could ask for, and what it shows. */
  async searchWindow(page: Page): Promise<void> {
    const sent = await this.#sent()
    this.messages = sent.length
    this.searchText('messages to the window', sent.join('\n'))
    const answers = await page.evaluate(async (channels) => {
      const bridge = Reflect.get(window, 'culvert') as { invoke(channel: string): Promise<unknown> }
      return JSON.stringify(await Promise.all(channels.map((channel) => bridge.invoke(channel))))
    }, QUESTIONS)
    expect(Object.keys(IPC_CONTRACT)).toContain('state')
    expect(answers).toContain('success')
    this.searchText('answers to the window', answers)
    this.searchText('the page', await page.content())
  }

  #sent: () => Promise<string[]> = async () => []

  #searchBytes(where: string, bytes: Buffer): void {
    const found = this.#forms.some((form) => bytes.includes(form))
    expect(found, `the secret is in ${where}`).toBe(false)
  }
}

function readProc(pid: number, what: string): Buffer {
  try {
    return readFileSync(`/proc/${pid}/${what}`)
  } catch (cause) {
    // It ended since it was listed.
    if (['ENOENT', 'ESRCH'].includes((cause as NodeJS.ErrnoException).code ?? '')) return Buffer.alloc(0)
    throw cause
  }
}
