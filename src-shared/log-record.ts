import type { LogLevel } from './settings.ts'

/** One line of the log as the window shows it. Secrets were taken out before it was made. */
export interface LogRecord {
  /** Grows by one with each record of a run, so that a gap can be seen. */
  seq: number
  /** Milliseconds since 1970. */
  time: number
  level: LogLevel
  source: 'app' | 'engine' | 'window'
  text: string
}

/** The log as it would be saved: names replaced by placeholders that stay the same throughout. */
export interface RedactedLog {
  text: string
  /** What was replaced, and how often; the original is never part of it. */
  replacements: { placeholder: string; count: number }[]
}
