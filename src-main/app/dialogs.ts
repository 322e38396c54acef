import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'
import { FailureError } from '../../src-shared/failure.ts'
import type { Texts } from '../../src-shared/i18n/texts.ts'
import { safeFileName } from './safe-file-name.ts'

const CONNECTION_KINDS = ['sstp', 'pbk', 'vpn', 'nmconnection', 'conf', 'txt', 'ps1']

/** The dialogs of the system, above our window when there is one. Each resolves to undefined when the user cancels. */
export class Dialogs {
  readonly #window: () => BrowserWindow | undefined
  readonly #texts: () => Texts

  constructor(window: () => BrowserWindow | undefined, texts: () => Texts) {
    this.#window = window
    this.#texts = texts
  }

  async connectionFiles(): Promise<string[] | undefined> {
    const { dialogs } = this.#texts().app
    return await this.#open({
      title: dialogs.chooseConnections,
      buttonLabel: dialogs.review,
      properties: ['openFile', 'multiSelections'],
      filters: [
        { name: dialogs.connections, extensions: CONNECTION_KINDS },
        { name: dialogs.allFiles, extensions: ['*'] },
      ],
    })
  }

  /** The path of a file with certificates. */
  async certificateFile(): Promise<string | undefined> {
    const { dialogs } = this.#texts().app
    const paths = await this.#open({
      title: dialogs.chooseCertificate,
      buttonLabel: dialogs.trust,
      properties: ['openFile'],
      filters: [
        { name: dialogs.certificates, extensions: ['pem', 'crt', 'cer', 'der'] },
        { name: dialogs.allFiles, extensions: ['*'] },
      ],
    })
    return paths?.[0]
  }

  /** The path of a file with a certificate of the user and its key. */
  async identityFile(): Promise<string | undefined> {
    const { dialogs } = this.#texts().app
    const paths = await this.#open({
      title: dialogs.chooseIdentity,
      properties: ['openFile'],
      filters: [
        { name: dialogs.identities, extensions: ['p12', 'pfx', 'pem', 'crt', 'key'] },
        { name: dialogs.allFiles, extensions: ['*'] },
      ],
    })
    return paths?.[0]
  }

  /** Asks where to and writes `text` there. */
  async saveConnection(name: string, text: string): Promise<{ path: string } | undefined> {
    const { dialogs } = this.#texts().app
    return await this.#save(text, {
      title: dialogs.saveConnection,
      defaultPath: `${safeFileName(name)}.sstp`,
      filters: [{ name: dialogs.connections, extensions: ['sstp'] }],
    })
  }

  async saveLog(text: string): Promise<{ path: string } | undefined> {
    const { dialogs } = this.#texts().app
    return await this.#save(text, {
      title: dialogs.saveLog,
      defaultPath: 'culvert-log.txt',
      filters: [{ name: dialogs.texts, extensions: ['txt'] }],
    })
  }

  async #open(options: Electron.OpenDialogOptions): Promise<string[] | undefined> {
    const window = this.#window()
    const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return answer.canceled || answer.filePaths.length === 0 ? undefined : answer.filePaths
  }

  async #save(text: string, options: Electron.SaveDialogOptions): Promise<{ path: string } | undefined> {
    const window = this.#window()
    const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
    if (answer.canceled || answer.filePath === '') return undefined
    await write(answer.filePath, text)
    return { path: answer.filePath }
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (cause) {
    const detail = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new FailureError({ code: 'store-unwritable', path, detail }, { cause })
  }
}
