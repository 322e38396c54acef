import { describe, expect, it } from 'vitest'
import type { ProfileMistake, ServerMistake, ValueMistake } from '../profile-mistake.ts'
import { mistakeInWords as inGerman } from './de-mistake.ts'
import { mistakeInWords as inEnglish } from './en-mistake.ts'

/** One for each kind; the compiler wants them all. */
const SERVER: { [Kind in ServerMistake['problem']]: ServerMistake & { problem: Kind } } = {
  empty: { problem: 'empty' },
  scheme: { problem: 'scheme' },
  user: { problem: 'user' },
  path: { problem: 'path' },
  shape: { problem: 'shape' },
  port: { problem: 'port' },
  brackets: { problem: 'brackets' },
  name: { problem: 'name' },
  'bare-ipv6': { problem: 'bare-ipv6', address: '2001:db8::1' },
}

const VALUES: readonly ValueMistake[] = [
  { problem: 'not-text' },
  { problem: 'too-long', max: 200 },
  { problem: 'too-many', max: 20 },
  { problem: 'not-a-size', min: 576, max: 4087 },
  { problem: 'not-a-table', header: '[link]' },
  { problem: 'not-one-of', value: 'some', names: ['all', 'only'] },
  { problem: 'not-one-of', names: ['all', 'only'] },
  { problem: 'bad-entry', value: '10.0.0.0/33', wanted: 'network' },
  { problem: 'bad-entry', value: 'chap', wanted: 'method', names: ['pap', 'ms-chap-v2'] },
  { problem: 'server', mistake: { problem: 'port' } },
]

const MISTAKES: readonly ProfileMistake[] = [
  { problem: 'too-large', limit: 65_536 },
  { problem: 'not-utf-8' },
  { problem: 'control-character', character: 'U+0007' },
  { problem: 'not-toml', because: 'text-open' },
  { problem: 'nested' },
  { problem: 'format-missing', known: 1 },
  { problem: 'format-wrong', known: 1 },
  { problem: 'format-too-new', format: '2', known: 1 },
  { problem: 'secret', key: 'sign-in.password' },
  { problem: 'not-an-address' },
  { problem: 'password-in-address' },
  { problem: 'user-unreadable' },
  { problem: 'variable', name: '$SERVER' },
  { problem: 'no-command', of: 'sstpc' },
  { problem: 'no-command', of: 'Add-VpnConnection' },
  { problem: 'no-certificate' },
  { problem: 'unreadable', detail: 'EACCES' },
  ...VALUES.map((mistake) => ({ problem: 'value', key: 'routing.networks', mistake }) as const),
  ...Object.values(SERVER).map((mistake) => ({ problem: 'server', mistake }) as const),
]

describe('what is wrong with a profile', () => {
  it.each(MISTAKES)('is said in whole sentences, in English and in German: %j', (mistake) => {
    for (const words of [inEnglish(mistake), inGerman(mistake)]) {
      expect(words).toMatch(/^\S.*\.$/)
      expect(words).not.toMatch(/undefined|\[object|\.\./)
    }
    expect(inGerman(mistake)).not.toBe(inEnglish(mistake))
    // What stands in the file is written as it is written there.
    expect(inGerman(mistake).replace(/(?:server = "[^"]*"|"")/g, '')).not.toMatch(
      /["']|\b(?:du|dein|Kennwort)\b/i,
    )
  })

  it('reads as a sentence that begins with the key', () => {
    const mistake: ProfileMistake = {
      problem: 'value',
      key: 'routing.mode',
      mistake: { problem: 'not-one-of', value: 'x'.repeat(100), names: ['all', 'only', 'except'] },
    }
    expect(inEnglish(mistake)).toBe(
      `"routing.mode" is "${'x'.repeat(60)}…", but must be "all" or "only" or "except".`,
    )
    expect(inGerman(mistake)).toBe(
      `„routing.mode“ ist „${'x'.repeat(60)}…“, muss aber „all“ oder „only“ oder „except“ sein.`,
    )
  })
})
