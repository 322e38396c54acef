import { describe, expect, it } from 'vitest'
import type { LogRecord } from '../../../src-shared/log-record.ts'
import {
  append,
  EMPTY_LOG,
  EMPTY_QUEUE,
  enqueue,
  filterLines,
  linesToCopy,
  MAX_COPIED,
  MAX_LINES,
} from './log-buffer.ts'

const line = (seq: number, changes: Partial<LogRecord> = {}): LogRecord => ({
  seq,
  time: 1_700_000_000_000 + seq,
  level: 'info',
  source: 'engine',
  text: `line ${seq}`,
  ...changes,
})

const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => line(from + i))

describe('the buffer', () => {
  it('adds what is new, and no line twice', () => {
    const first = append(EMPTY_LOG, many(3), 0)
    expect(append(first, many(4, 1), 0).lines.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4])
  })

  it('keeps the newest, and counts what never came', () => {
    const full = append(append(EMPTY_LOG, many(MAX_LINES), 3), many(10, MAX_LINES), 4)
    expect([full.lines.length, full.lines[0]?.seq, full.dropped]).toEqual([MAX_LINES, 10, 7])
  })
})

describe('the queue', () => {
  it('counts what waits, and keeps no more of it than can be shown', () => {
    let queue = EMPTY_QUEUE
    for (let batch = 0; batch < 60; batch += 1) queue = enqueue(queue, many(200, batch * 200), 1)
    expect([queue.count, queue.dropped]).toEqual([12_000, 60])
    expect(queue.records.map(({ seq }) => seq)).toEqual(many(MAX_LINES, 7_000).map(({ seq }) => seq))
  })
})

describe('the filter', () => {
  const lines = [
    line(1, { level: 'error', text: 'TLS failed' }),
    line(2, { level: 'debug', text: 'tls hello sent', source: 'app' }),
    line(3, { level: 'warn', text: 'slow' }),
  ]

  it.each([
    ['debug', '', [1, 2, 3]],
    ['warn', '', [1, 3]],
    ['error', '', [1]],
    ['debug', 'tls', [1, 2]],
    ['debug', 'TLS app', [2]],
    ['info', 'tls app', []],
  ] as const)('at least %s with "%s" leaves %j', (level, search, seqs) =>
    expect(filterLines(lines, level, search).map(({ seq }) => seq)).toEqual(seqs),
  )
})

describe('what is copied', () => {
  it('is lines as the file has them', () =>
    expect(linesToCopy([line(1), line(2)])).toEqual({
      text: '2023-11-14T22:13:20.001Z info engine line 1\n2023-11-14T22:13:20.002Z info engine line 2\n',
      count: 2,
    }))

  it('is the newest that fit', () => {
    const long = Array.from({ length: 30 }, (_, seq) => line(seq, { text: `${seq} ${'x'.repeat(50_000)}` }))
    const { text, count } = linesToCopy(long)
    expect(text.length).toBeLessThanOrEqual(MAX_COPIED)
    expect(count).toBe(20)
    expect(text).toMatch(/^\S+ info engine 10 x/)
  })
})
