import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LogRecord } from '../../../src-shared/log-record.ts'
import { Log } from './log.ts'

let folder: string
let log: Log

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'culvert-log-'))
  log = new Log({ folder, level: 'info', known: () => ({ servers: [], users: [] }) })
})

afterEach(() => {
  log.close()
  log.flush()
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

const FORMS: ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => JSON.stringify({ text: secret }),
  (secret) => `https://example.com/?a=${encodeURIComponent(secret)}`,
  (secret) => Buffer.from(secret).toString('base64'),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => Buffer.from(secret, 'utf16le').toString('hex').toUpperCase(),
]

it('keeps a registered secret out of the file, the ring, the feed and the preview', () => {
  vi.useFakeTimers()
  const fed: LogRecord[] = []
  log.open(({ records }) => fed.push(...records))
  const secrets = fc.string({ minLength: 4, maxLength: 40, unit: 'grapheme' }).map((text) => `§${text}§`)
  fc.assert(
    fc.property(secrets, fc.constantFrom(...FORMS), (secret, form) => {
      log.addSecret(secret)
      log.write('info', 'app', `before ${form(secret)} after`)
      log.flush()
      vi.advanceTimersByTime(100)
      const bare = form(secret)
        .replace(/^\{"text":"|"\}$/g, '')
        .replace('https://example.com/?a=', '')
      const file = readFileSync(join(folder, 'culvert.log'), 'utf8')
      for (const text of [file, log.recent().at(-1)?.text, fed.at(-1)?.text, log.preview().text]) {
        expect(text).not.toContain(bare)
      }
    }),
  )
})

it('keeps five files, each for its owner only', () => {
  for (let i = 0; i < 70; i++) {
    for (let line = 0; line < 40; line++) log.write('info', 'app', 'x'.repeat(3_900))
    log.flush()
  }
  const names = readdirSync(folder).sort()
  expect(names).toEqual(['culvert.log', ...[1, 2, 3, 4].map((n) => `culvert.log.${n}`)])
  for (const name of names) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
})

it('tells its listener ten times a second at most, and how much it left out', () => {
  vi.useFakeTimers()
  const batches: { records: LogRecord[]; dropped: number }[] = []
  log.open((batch) => batches.push(batch))
  for (let i = 0; i < 700; i++) log.write('info', 'app', 'line')
  vi.advanceTimersByTime(99)
  expect(batches).toEqual([])
  vi.advanceTimersByTime(1)
  expect(batches.map(({ records, dropped }) => [records.length, dropped])).toEqual([[500, 200]])
})

it('writes what is still in memory when it is flushed', () => {
  log.write('info', 'app', 'the last 100 %s words')
  log.flush()
  expect(readFileSync(join(folder, 'culvert.log'), 'utf8')).toMatch(/ the last 100 %s words\n$/)
})
