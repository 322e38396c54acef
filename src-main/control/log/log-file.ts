import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import logger from 'electron-log/node.js'
import type { LogRecord } from '../../../src-shared/log-record.ts'
import { lineOf } from './line.ts'

const MAX_BYTES = 1_000_000
const OLD_FILES = 4
/** Lines are written together: the disk is not asked two thousand times a second. */
const WRITE_MS = 100

/**
 * The log on the disk: `culvert.log` and up to four older ones, readable for their owner only. A batch goes to the system
 * at once and whole, which takes less than a millisecond, so that nothing is on its way when the program ends.
 */
export class LogFile {
  readonly #logger = logger.create({ logId: 'culvert' })
  readonly #onTrouble: (text: string) => void
  #lines: string[] = []
  #timer: NodeJS.Timeout | undefined
  #lastTrouble = ''

  /** @param onTrouble is told what keeps the file from being written, once for each reason */
  constructor(folder: string, onTrouble: (text: string) => void) {
    this.#onTrouble = onTrouble
    const path = join(folder, 'culvert.log')
    const { console, file, ipc } = this.#logger.transports
    console.level = false
    if (ipc !== undefined && ipc !== null) ipc.level = false
    file.resolvePathFn = () => path
    file.maxSize = MAX_BYTES
    // Ours are complete lines; electron-log would look for formats and styles in them.
    file.transforms = [({ data: [text] }) => text]
    file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
    file.archiveLogFn = (old) => this.#orTell(() => rotate(path), old.clear)
    // What went wrong with a file is told to the console of the first logger of the process.
    logger.transports.console.writeFn = ({ message }) => this.#tell(message.data.at(-1))
    this.#orTell(() => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  }

  append(record: LogRecord): void {
    this.#lines.push(lineOf(record))
    this.#timer ??= setTimeout(() => this.flush(), WRITE_MS)
  }

  /** Writes what is still in memory. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#lines.length === 0) return
    const text = this.#lines.join('\n')
    this.#lines = []
    this.#logger.info(text)
  }

  #orTell(work: () => void, otherwise?: () => void): void {
    try {
      work()
    } catch (cause) {
      this.#tell(cause)
      otherwise?.()
    }
  }

  #tell(cause: unknown): void {
    const text = cause instanceof Error ? cause.message : String(cause)
    if (text === this.#lastTrouble) return
    this.#lastTrouble = text
    this.#onTrouble(text)
  }
}

function rotate(path: string): void {
  rmSync(`${path}.${OLD_FILES}`, { force: true })
  for (let i = OLD_FILES - 1; i >= 0; i--) {
    const from = i === 0 ? path : `${path}.${i}`
    try {
      renameSync(from, `${path}.${i + 1}`)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
    }
  }
}
