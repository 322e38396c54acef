import { describe, expect, it } from 'vitest'
import type { CredentialRequest } from '../../../src-shared/app-state.ts'
import { formOfUser, keepingOf, LONGEST, lockOut, problemOf } from './credential-facts.ts'

const REQUEST: CredentialRequest = {
  id: 'q',
  user: 'anna',
  reason: 'not-saved-yet',
  attempts: 0,
  asks: ['password'],
  canRemember: false,
  remember: false,
}
const keychain = (state: 'available' | 'locked' | 'unavailable') => ({ state, name: 'GNOME Keyring' })

describe('whether a password can be remembered', () => {
  it.each([
    ['keychain-locked', 'locked', 'locked'],
    ['keychain-unavailable', 'unavailable', 'unavailable'],
    ['refused', 'locked', 'locked'],
    ['refused', 'unavailable', 'unavailable'],
    ['ask-every-time', 'available', 'chosen'],
    ['ask-every-time', 'locked', 'chosen'],
    // Unlocked or started while the question stood there.
    ['keychain-locked', 'available', 'possible'],
    ['keychain-unavailable', 'available', 'possible'],
  ] as const)('asked because of %s, with a keychain that is %s: %s', (reason, state, keeping) => {
    expect(keepingOf({ ...REQUEST, reason }, keychain(state))).toBe(keeping)
  })

  it('follows the main process when that says yes', () => {
    const request = { ...REQUEST, reason: 'missing-in-keychain', canRemember: true } as const
    expect(keepingOf(request, keychain('available'))).toBe('possible')
  })
})

it.each([
  ['CORP\\anna', 'domain'],
  ['anna@example.com', 'at'],
  ['anna', 'plain'],
] as const)('%s is sent in the form "%s"', (user, form) => {
  expect(formOfUser(user)).toBe(form)
})

it('warns before the third attempt', () => {
  expect([0, 1, 2, 3, 7].map(lockOut)).toEqual(['far', 'far', 'next', 'perhaps', 'perhaps'])
})

it('wants something of a sensible length', () => {
  expect(problemOf('')).toBe('missing')
  expect(problemOf(' ')).toBeNull()
  expect(problemOf('x'.repeat(LONGEST))).toBeNull()
  expect(problemOf('x'.repeat(LONGEST + 1))).toBe('too-long')
})
