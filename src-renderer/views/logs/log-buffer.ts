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

/** Lines that came and are not shown yet. */
export interface LogQueue {
  records: readonly LogRecord[]
  dropped: number
  /** All that came, also those that have made room for newer ones since. */
  count: number
}

export const EMPTY_QUEUE: LogQueue = { records: [], dropped: 0, count: 0 }

/** Puts a batch at the end. However long nobody takes them out, no more wait than the window keeps. */
export function enqueue(queue: LogQueue, records: readonly LogRecord[], dropped: number): LogQueue {
  return {
    records: [...queue.records, ...records].slice(-MAX_LINES),
    dropped: queue.dropped + dropped,
    count: queue.count + records.length,
  }
}

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
export function filterLines(
  lines: readonly LogRecord[],
  level: LogLevel,
  search: string,
): readonly LogRecord[] {
  const limit = LOG_LEVELS.indexOf(level)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (limit === LOG_LEVELS.length - 1 && words.length === 0) return lines
  return lines.filter((line) => {
    if (LOG_LEVELS.indexOf(line.level) > limit) return false
    const text = `${line.source} ${line.text}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The main process copies no longer texts (`ARGUMENT_LIMITS.COPIED`); what is older is in the file. */
export const MAX_COPIED = 1_048_576

/** Lines as they are copied: like those of the file, the newest of them that fit. */
export function linesToCopy(lines: readonly LogRecord[]): { text: string; count: number } {
  const kept: string[] = []
  let length = 0
  for (const line of lines.toReversed()) {
    const text = lineAsText(line)
    length += text.length
    if (length > MAX_COPIED) break
    kept.push(text)
  }
  return { text: kept.reverse().join(''), count: kept.length }
}

function lineAsText({ time, level, source, text }: LogRecord): string {
  return `${new Date(time).toISOString()} ${level} ${source} ${text}\n`
}
