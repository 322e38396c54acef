import type { LogRecord } from '../../../src-shared/log-record.ts'
import { LOG_LEVELS, type LogLevel } from '../../../src-shared/settings.ts'

/** The window keeps this many lines; older ones are in the file. */
export const MAX_LINES = 5_000

export interface LogBuffer {
  /** Oldest first. */
  lines: readonly LogRecord[]
  /** Lines that were too many for the window. */
  dropped: number
}

export const EMPTY_LOG: LogBuffer = { lines: [], dropped: 0 }

/** Adds a batch. A line that is there already, because the first answer and the feed overlap, is not added again. */
export function append(buffer: LogBuffer, records: readonly LogRecord[], dropped: number): LogBuffer {
  const last = buffer.lines.at(-1)?.seq ?? -1
  const fresh = records.filter(({ seq }) => seq > last)
  return {
    lines: [...buffer.lines, ...fresh].slice(-MAX_LINES),
    dropped: buffer.dropped + dropped,
  }
}

/** The lines of at least this level that have all the words somewhere, in either case. */
export function filterLines(lines: readonly LogRecord[], level: LogLevel, search: string): LogRecord[] {
  const limit = LOG_LEVELS.indexOf(level)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return lines.filter((line) => {
    if (LOG_LEVELS.indexOf(line.level) > limit) return false
    const text = `${line.source} ${line.text}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Lines as they are copied: like those of the file. */
export function linesAsText(lines: readonly LogRecord[]): string {
  return lines
    .map(({ time, level, source, text }) => `${new Date(time).toISOString()} ${level} ${source} ${text}\n`)
    .join('')
}
