import { describe, expect, it } from 'vitest'
import { checkDraft } from '../../../src-shared/check-draft.ts'
import { emptyDraft } from '../../../src-shared/drafts.ts'
import { textsFor } from '../../../src-shared/i18n/texts.ts'
import type { ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { LANGUAGES } from '../../../src-shared/settings.ts'
import { problemWords } from './problem-words.ts'

/** The words about everything that is wrong with a draft which is good but for these fields. */
function wordsAbout(changes: Partial<ProfileDraft>, language: (typeof LANGUAGES)[number] = 'en'): string[] {
  const draft = { ...emptyDraft(), name: 'Office', server: 'vpn.example.com', ...changes }
  return checkDraft(draft).map((problem) => problemWords(problem, textsFor(language).profiles.problem))
}

describe('problems of a draft in words', () => {
  it('are none when there is nothing wrong', () => {
    expect(wordsAbout({})).toEqual([])
  })

  it.each([
    [{ server: '' }, 'Enter the server’s name or address.'],
    [{ server: 'vpn.example.com:99999' }, '“99999” is not a port; ports go from 1 to 65535.'],
    [{ methods: [] }, 'Choose at least one way of signing in.'],
    [{ routingMode: 'only' }, 'Enter at least one network.'],
    [{ networks: '10.0.0.0/8\n10.0' }, '“10.0” is not a network such as 10.0.0.0/8.'],
    [{ dnsServers: 'dns.example' }, '“dns.example” is not an IPv4 address such as 10.0.0.53.'],
    [{ mtu: '99' }, '“auto” or a number of 576–4087 is possible.'],
    [{ ca: '-----BEGIN RSA PRIVATE KEY-----' }, /private key/],
    [{ server: 'anna:geheim@vpn.example.com' }, /Leave out the user name/],
  ] as [Partial<ProfileDraft>, string | RegExp][])('%o: %s', (changes, words) => {
    expect(wordsAbout(changes)).toEqual([typeof words === 'string' ? words : expect.stringMatching(words)])
  })

  it.each(LANGUAGES)('never quote what may be a password (%s)', (language) => {
    expect(wordsAbout({ server: 'anna:geheim@vpn.example.com' }, language).join()).not.toContain('geheim')
  })
})
