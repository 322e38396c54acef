import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readSecretLine } from './prompt.ts'

const stream = (...parts: string[]) => Readable.from(parts.map((part) => Buffer.from(part)))

describe('a password from standard input', () => {
  it.each([
    [['secret\n'], 'secret'],
    [['secret'], 'secret'],
    [['secret\r\nmore\n'], 'secret'],
    [['sec', 'ret', '\n'], 'secret'],
    [[' with blanks \n'], ' with blanks '],
    [['pässwörd\n'], 'pässwörd'],
  ])('%j is read as %j', async (parts, password) => {
    expect(await readSecretLine(stream(...parts))).toBe(password)
  })

  it('survives a character that is cut between two parts', async () => {
    const bytes = Buffer.from('ä\n')
    const cut = Readable.from([bytes.subarray(0, 1), bytes.subarray(1)])
    expect(await readSecretLine(cut)).toBe('ä')
  })

  it.each([[[]], [['\n']], [['x'.repeat(5000)]]])('says so when that is not one line', async (parts) => {
    await expect(readSecretLine(stream(...parts))).rejects.toMatchObject({ failure: { code: 'usage' } })
  })
})
