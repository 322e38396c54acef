import { describe, expect, it } from 'vitest'
import { fingerprintGroups } from '../../components/fingerprint.tsx'
import { joinPins, pinDigits, pinFrom, splitPins } from './pins-text.ts'

const PIN = '3c4f0e9d6a2b81f7c5d0e3a9b8472615fedcba98765432100123456789abcdef'
const OTHER = 'a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90'
const colons = PIN.toUpperCase().match(/../g)?.join(':') ?? ''
const groups = fingerprintGroups(PIN)
  .map(({ text }) => text)
  .join(' ')

describe('a fingerprint in the forms in which programs show it', () => {
  it.each([
    ['plain', PIN],
    ['with colons', colons],
    ['in our groups', groups],
    ['as openssl prints it', `sha256 Fingerprint=${colons}`],
    ['with its kind in front', `SHA256: ${colons}`],
    ['over two lines', `${PIN.slice(0, 32)}\n${PIN.slice(32)}`],
  ])('%s', (_, text) => {
    expect(pinFrom(text)).toBe(PIN)
  })

  it.each(['', '3c4f', `${PIN}00`, PIN.replace('f', 'g')])('is not %s', (text) => {
    expect(pinFrom(text)).toBeUndefined()
  })
})

it('tells fingerprints from what is still being typed, and puts both back', () => {
  const text = joinPins([PIN, OTHER], '3C:4F')
  expect(splitPins(text)).toEqual({ pins: [PIN, OTHER], rest: '3C:4F' })
  expect(splitPins(`${colons}, ${PIN}`)).toEqual({ pins: [PIN], rest: '' })
  expect(joinPins([], ' ')).toBe('')
})

it('counts the digits typed so far', () => {
  expect(pinDigits('3C:4F 0e')).toBe('3c4f0e')
})
