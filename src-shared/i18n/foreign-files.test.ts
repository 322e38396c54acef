import { describe, expect, it } from 'vitest'
import { describeFailure } from '../failure-words.ts'
import { foreignFile } from './foreign-files.ts'

describe('foreignFile', () => {
  it('names a kind of file in both languages', () => {
    expect(foreignFile('openvpn', 'en')).toBe('an OpenVPN configuration')
    expect(foreignFile('openvpn', 'de')).toBe('einer OpenVPN-Konfiguration')
  })

  it('takes what it does not know as it is', () => expect(foreignFile('toString', 'en')).toBe('toString'))

  it('is what a failure says', () => {
    const failure = { code: 'import-not-a-connection', source: 'a.png', looksLike: 'picture' } as const
    expect(describeFailure(failure, 'en').cause).toContain('a.png looks like a picture,')
    expect(describeFailure(failure, 'de').cause).toContain('nach einem Bild.')
  })
})
