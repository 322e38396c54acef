import type { LogRecord } from '../../../src-shared/log-record.ts'

/** Control characters but tab and line break, and what turns the direction of text round. */
const UNSEEN = /(?![\t\n])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Shows what servers and files may have hidden in a text, so that it commands no terminal and imitates no other text. */
export function withoutUnseen(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A record as it stands in a file; `text` replaces its own. Further lines of it are indented, so that none looks like a record. */
export function lineOf({ time, level, source, ...record }: LogRecord, text = record.text): string {
  const head = `${new Date(time).toISOString()} ${level.padEnd(5)} ${source.padEnd(6)}`
  return `${head} ${text.replaceAll('\n', '\n    ')}`
}
