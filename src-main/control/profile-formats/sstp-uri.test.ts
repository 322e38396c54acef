import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { type Failure, FailureError } from '../../../src-shared/failure.ts'
import { describeFailure } from '../../../src-shared/failure-words.ts'
import { profileFromUri } from './sstp-uri.ts'

function failureOf(uri: string): Failure | undefined {
  try {
    profileFromUri(uri)
    return undefined
  } catch (cause) {
    if (cause instanceof FailureError) return cause.failure
    throw cause
  }
}

describe('profileFromUri', () => {
  it('fills in every default', () =>
    expect(profileFromUri('sstp://anna@vpn.example.com')).toEqual({
      ...defaultProfile({ host: 'vpn.example.com', port: 443 }),
      signIn: { user: 'anna', methods: ['ms-chap-v2'], oneTimeCode: 'none' },
    }))

  it.each([
    ['sstp://vpn.example.com:8443', undefined, 'vpn.example.com', 8443],
    ['SSTP://vpn.example.com/', undefined, 'vpn.example.com', 443],
    ['sstp://CORP%5Canna@[2001:db8::1]:444', 'CORP\\anna', '2001:db8::1', 444],
    ['sstp://CORP\\anna@vpn', 'CORP\\anna', 'vpn', 443],
    ['sstp://anna@example.com@vpn.example.com', 'anna@example.com', 'vpn.example.com', 443],
  ])('reads %s', (uri, user, host, port) => {
    const { signIn, server } = profileFromUri(uri)
    expect(signIn.user).toBe(user)
    expect(server).toEqual({ host, port })
  })

  it('refuses a password and does not repeat it', () => {
    for (const uri of ['sstp://anna:hunter2@vpn.example.com', 'sstp://anna:hunter2@x@']) {
      expect(failureOf(uri)?.code).toBe('profile-malformed')
      expect(JSON.stringify(failureOf(uri))).not.toContain('hunter2')
    }
    expect(failureOf('sstp://anna:hunter2@vpn.example.com')).toMatchObject({
      path: 'sstp://anna:…@vpn.example.com',
      column: 12,
    })
  })

  it.each([
    ['https://vpn.example.com', 'must begin with sstp://'],
    ['sstp://', 'The server is empty'],
    ['sstp://vpn.example.com/path', 'without a path'],
    ['sstp://@vpn.example.com', 'The user name before the @'],
    ['sstp://%zz@vpn.example.com', 'The user name before the @'],
    ['sstp://a%00b@vpn.example.com', 'The user name before the @'],
    ['sstp://vpn.example.com:99999', 'a port that is not'],
  ])('refuses %s in words', (uri, words) => {
    const failure = failureOf(uri)
    expect(failure).toMatchObject({ code: 'profile-malformed', line: 1 })
    expect(failure && describeFailure(failure).cause).toContain(words)
  })
})
