import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import logger from 'electron-log/node.js'
import type { LogRecord } from '../../../src-shared/log-record.ts'

const MAX_BYTES = 1_000_000
const OLD_FILES = 4
/** Lines are written together: the disk is not asked two thousand times a second. */
const WRITE_MS = 100

/** The log on the disk: `culvert.log` and up to four older ones, readable for their owner only. */
export class LogFile {
  readonly #logger = logger.create({ logId: 'culvert' })
  #lines: string[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(folder: string) {
    const path = join(folder, 'culvert.log')
    const { transports } = this.#logger
    transports.console.level = false
    if (transports.ipc !== undefined && transports.ipc !== null) transports.ipc.level = false
    const { file } = transports
    file.resolvePathFn = () => path
    file.maxSize = MAX_BYTES
    file.format = '{text}'
    file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
    file.archiveLogFn = () => rotate(path)
  }

  append({ time, level, source, text }: LogRecord): void {
    this.#lines.push(`${new Date(time).toISOString()} ${level.padEnd(5)} ${source.padEnd(6)} ${text}`)
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
