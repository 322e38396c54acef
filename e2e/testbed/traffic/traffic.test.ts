import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { answerTo } from './dns-responder.ts'
import { pattern, patternDigest } from './pattern.ts'

describe('the pattern', () => {
  it('has as many bytes as asked for, the same every time', () => {
    const blocks = [...pattern(1_000_001)]
    expect(blocks.reduce((sum, block) => sum + block.length, 0)).toBe(1_000_001)
    expect(createHash('sha256').update(Buffer.concat(blocks)).digest('hex')).toBe(patternDigest(1_000_001))
  })

  it('has no two blocks alike, so that a swap is noticed', () => {
    const [first, second] = pattern(600_000)
    expect(first.equals(second)).toBe(false)
  })
})

describe('the name server', () => {
  const query = (name: string, type = 1) =>
    Buffer.concat([
      Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
      ...name.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
      Buffer.from([0, 0, type, 0, 1]),
    ])
  const answer = (asked: Buffer) => answerTo(asked, 'page.test', '192.0.2.7')

  it('knows one name', () => {
    const response = answer(query('Page.test'))
    expect(response?.readUInt16BE(0)).toBe(0x1234)
    expect(response?.subarray(-4)).toEqual(Buffer.from([192, 0, 2, 7]))
  })

  it('knows no other, and no other kind of record', () => {
    expect(answer(query('other.test'))?.readUInt16BE(2)).toBe(0x8183)
    expect(answer(query('page.test', 28))?.readUInt16BE(6)).toBe(0)
  })

  it('does not answer what is no question', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(12), query('page.test').subarray(0, 20)]) {
      expect(answer(bytes)).toBeUndefined()
    }
  })
})
