import { describe, expect, it } from 'vitest'
import type { Failure } from './failure.ts'
import { ONE_OF_EACH } from './failure-examples.ts'
import { describeFailure } from './failure-words.ts'
import { LANGUAGES } from './settings.ts'

const failures: Failure[] = Object.values(ONE_OF_EACH)

/** The same failure from a peer that says nothing: every text is empty, every list too. */
function withoutFacts(failure: Failure): Failure {
  const entries = Object.entries(failure).map(([key, value]) => {
    if (key === 'code' || key === 'rung') return [key, value]
    return [key, typeof value === 'string' ? '' : Array.isArray(value) ? [] : value]
  })
  return Object.fromEntries(entries) as Failure
}

describe.each(LANGUAGES)('describeFailure in %s', (language) => {
  it.each(failures)('describes $code in whole sentences', (failure) => {
    const { code, title, cause, remedy } = describeFailure(failure, language)
    expect(code).toBe(failure.code)
    expect(title).toMatch(/^\S.*[^.]$/)
    expect(cause).toMatch(/^\S[\s\S]*[.!?\dabcdef]$/)
    expect(remedy.length).toBeGreaterThan(20)
    expect(title + cause + remedy).not.toMatch(/undefined|\bnull\b|NaN|\[object|\.\.|""|„“/)
  })

  it.each(failures)('describes $code also when the other side gave no facts', (failure) => {
    const { title, cause, remedy } = describeFailure(withoutFacts(failure), language)
    expect(title + cause + remedy).not.toMatch(/undefined|: \.|\.\./)
  })
})

describe.each(LANGUAGES)('describeFailure in the window, in %s', (language) => {
  it.each(failures)('sends nobody with $code into a file, except about files', (failure) => {
    const { remedy } = describeFailure(failure, language, 'window')
    expect(remedy.length).toBeGreaterThan(20)
    if (!failure.code.startsWith('profile-'))
      expect(remedy).not.toMatch(/\[[a-z-]+\]|pin-sha256|reconnect =|"ca"|„ca“/)
  })

  it('keeps what happened and why', () => {
    const failure = ONE_OF_EACH['certificate-self-signed']
    const { remedy: _, ...window } = describeFailure(failure, language, 'window')
    expect(describeFailure(failure, language)).toMatchObject(window)
  })
})

describe('describeFailure', () => {
  it('speaks German to Germans, formally and with German quotes', () => {
    for (const failure of failures) {
      const { title, remedy } = describeFailure(failure, 'de')
      const english = describeFailure(failure)
      expect(title).not.toBe(english.title)
      expect(remedy).not.toBe(english.remedy)
      // What was said in another language, and lines for a file, are quoted as they are.
      const own = remedy.replace(/methods = \S+ \S+|\n.*/g, '')
      expect(`${title} ${own}`).not.toMatch(/["'’]|\b(du|dein|dir|Kennwort|Login)\b/i)
    }
  })

  it('writes days as Germans do', () =>
    expect(describeFailure(ONE_OF_EACH['certificate-expired'], 'de')).toMatchObject({
      title: 'Das Zertifikat des Servers ist am 01.03.2026 abgelaufen',
      cause: expect.stringContaining('bis 01.03.2026, 12:00 Uhr (UTC); '),
    }))

  it('takes away what could drive a terminal or turn a text around', () => {
    const location = 'https://\u001b[2J\u0007evil\u202e/\n\u2028\u0000x'
    const { cause } = describeFailure({ code: 'http-redirect', status: 302, location })
    expect(cause).toContain('https:// [2J evil / x')
    expect(cause).not.toMatch(/(?!\n)[\p{Cc}\p{Zl}\p{Bidi_C}]/u)
  })

  it('does not repeat a text without end', () => {
    const words = describeFailure({ code: 'link-terminated', reason: 'a'.repeat(100_000) })
    expect(words.cause.length).toBeLessThan(600)
  })

  it('puts words beside the names of the operating system', () => {
    expect(describeFailure({ code: 'connection-lost', detail: 'read ECONNRESET' }).cause).toBe(
      'The connection to the server broke: the other side cut the connection off (ECONNRESET).',
    )
    expect(describeFailure({ code: 'connection-lost', detail: 'read ECONNRESET' }, 'de').cause).toBe(
      'Die Verbindung zum Server wurde unterbrochen: die Gegenseite hat die Verbindung abgebrochen (ECONNRESET).',
    )
  })
})
