import type { LogRecord, RedactedLog } from '../../../src-shared/log-record.ts'
import { LOG_LEVELS, type LogLevel } from '../../../src-shared/settings.ts'
import type { KnownNames } from './known-names.ts'
import { withoutUnseen } from './line.ts'
import { LogFile } from './log-file.ts'
import { preview } from './preview.ts'
import { Redactor } from './redact.ts'

/** What the window can look back on, and what waits for it. */
const RING = 5_000
const MAX_BATCH = 500
const FEED_MS = 100
const MAX_TEXT = 4_000

export interface LogOptions {
  /** Where the files go. */
  folder: string
  level: LogLevel
  /** Names that the preview replaces. */
  known: () => KnownNames
}

type Listener = (batch: { records: LogRecord[]; dropped: number }) => void

/** The log of a run: a ring in memory for the window, files for later. No secret gets in. */
export class Log {
  readonly #redactor = new Redactor()
  readonly #file: LogFile
  readonly #known: () => KnownNames
  #level: LogLevel
  #ring: LogRecord[] = []
  #seq = 0
  #listener: Listener | undefined
  #waiting: LogRecord[] = []
  #dropped = 0
  #timer: NodeJS.Timeout | undefined

  constructor({ folder, level, known }: LogOptions) {
    this.#level = level
    this.#known = known
    this.#file = new LogFile(folder, (text) => this.#keep('warn', 'app', `the log file: ${text}`))
  }

  write(level: LogLevel, source: LogRecord['source'], text: string): void {
    if (LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(this.#level)) return
    this.#file.append(this.#keep(level, source, text))
  }

  /** From now on no line holds it, in any form. */
  addSecret(secret: string): void {
    this.#redactor.addSecret(secret)
  }

  setLevel(level: LogLevel): void {
    this.#level = level
  }

  /** The newest records, oldest first. */
  recent(): LogRecord[] {
    return this.#ring.slice(-RING)
  }

  /** Tells new records, at most ten times a second and 500 at a time; there is one listener. */
  open(listener: Listener): void {
    this.close()
    this.#listener = listener
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#listener = undefined
    this.#waiting = []
    this.#dropped = 0
  }

  preview(): RedactedLog {
    return preview(this.recent(), this.#known())
  }

  /** Writes what is not on the disk yet. */
  flush(): void {
    this.#file.flush()
  }

  #keep(level: LogLevel, source: LogRecord['source'], text: string): LogRecord {
    const clean = withoutUnseen(this.#redactor.redact(text))
    const cut = clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}…` : clean
    const record = { seq: ++this.#seq, time: Date.now(), level, source, text: cut }
    this.#ring.push(record)
    // Half at a time: moving the array for each line would cost more than the line.
    if (this.#ring.length >= 2 * RING) this.#ring = this.#ring.slice(-RING)
    if (this.#listener !== undefined) this.#feed(record)
    return record
  }

  #feed(record: LogRecord): void {
    if (this.#waiting.length >= MAX_BATCH) this.#dropped += 1
    else this.#waiting.push(record)
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const batch = { records: this.#waiting, dropped: this.#dropped }
      this.#waiting = []
      this.#dropped = 0
      this.#listener?.(batch)
    }, FEED_MS)
  }
}
