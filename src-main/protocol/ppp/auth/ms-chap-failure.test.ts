import { describe, expect, it } from 'vitest'
import { fromHex, utf8 } from '../../bytes.ts'
import { parseMsChapFailure } from './ms-chap-failure.ts'

const C = 'C=5B5D7C7D7B3F2F3E3C2C602132262628'

describe('the Failure of MS-CHAPv2 (RFC 2759 section 6)', () => {
  it.each([
    [`E=646 R=0 ${C} V=3 M=Come back at nine`, { code: 'account-hours', message: 'Come back at nine' }],
    [`E=647 R=0 ${C} V=3 M=Disabled`, { code: 'account-disabled', message: 'Disabled' }],
    [`E=648 R=0 ${C} V=3 M=Expired`, { code: 'password-expired', message: 'Expired', changeable: true }],
    [`E=648 R=0 ${C} V=2`, { code: 'password-expired', message: '' }],
    ['E=648 R=0 C=00 V=3', { code: 'password-expired', message: '' }],
    ['E=709 R=0 M=Änderung misslungen', { code: 'password-change-refused', message: 'Änderung misslungen' }],
    [`E=649 R=0 ${C} V=3 M=`, { code: 'account-no-dial-in', message: '' }],
  ])('%s', (text, failure) => {
    expect(parseMsChapFailure(utf8(text))).toEqual(failure)
  })

  it.each([
    [`E=691 R=1 ${C} V=3 M=Access denied: E=5`, 691, 'Access denied: E=5', true],
    [`E=691 R=0 ${C} V=3`, 691, '', false],
    ['E=691', 691, '', false],
    ['M=words before E=691', 691, 'words before E=691', false],
    ['Access denied', undefined, 'Access denied', false],
    ['', undefined, '', false],
  ])('%s is a refused sign-in', (text, error, message, attemptsAllowed) => {
    const failure = { code: 'sign-in-refused', ...(error && { error }), message, attemptsAllowed }
    expect(parseMsChapFailure(utf8(text))).toEqual(failure)
  })

  it('makes no trouble in whatever bytes it comes', () => {
    expect(parseMsChapFailure(fromHex('ff fe 00 1b'))).toMatchObject({ message: '....' })
  })
})
