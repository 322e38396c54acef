import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'

const SENTENCE = 'The server may be stopped or restarting: try again later.'

describe('folding', () => {
  it('breaks between words and indents to where the text began', () => {
    expect(fold(SENTENCE, 34, 2)).toBe('The server may be stopped or\n  restarting: try again later.')
  })

  it('leaves text in a pipe as it is', () => {
    expect(fold(SENTENCE, undefined, 2)).toBe(SENTENCE)
  })

  it('never breaks a word, nor a line that is meant to be copied', () => {
    const fingerprint = 'ab'.repeat(32)
    expect(fold(`SHA-256 ${fingerprint}`, 40, 15)).toBe(`SHA-256\n${' '.repeat(15)}${fingerprint}`)
    expect(fold(`Put this line there:\npin = ["${fingerprint}"]`, 30, 2)).toBe(
      `Put this line there:\n  pin = ["${fingerprint}"]`,
    )
  })

  it('gives up where there is no room', () => {
    expect(fold(SENTENCE, 30, 22)).toBe(SENTENCE)
  })
})
