import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  authenticateMessage,
  negotiateMessage,
  ntlmV2Response,
  ntowfV2,
  parseNtlmChallenge,
  splitDomain,
} from './ntlm.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** MS-NLMP section 4.2: user, domain, password, and challenges of all its examples. */
const KEY = ntowfV2('User', 'Domain', 'Password')
const INPUT = {
  key: KEY,
  serverChallenge: hex('0123456789abcdef'),
  clientChallenge: hex('aaaaaaaaaaaaaaaa'),
  time: new Uint8Array(8),
  targetInfo: hex('02000c0044006f006d00610069006e00 01000c005300650072007600650072 00 00000000'),
}

describe('NTLMv2, by the examples of MS-NLMP section 4.2.4', () => {
  it('makes the key of the password', () => expect(toHex(KEY)).toBe('0c868a403bfd7a93a3001ef22ef02e3f'))

  it('answers the challenge', () => {
    const { nt, lm, sessionKey } = ntlmV2Response(INPUT)
    expect(toHex(nt.subarray(0, 16))).toBe('68cd0ab851e51c96aabc927bebef6a1c')
    expect(toHex(lm)).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa')
    expect(toHex(sessionKey)).toBe('8de40ccadbc14a82f15cb0ad0de95ca3')
  })
})

function challenge(targetInfo: Uint8Array, flags = 0x00888201): Buffer {
  const header = Buffer.alloc(48)
  header.write('NTLMSSP\0')
  header.writeUInt32LE(2, 8)
  header.writeUInt32LE(flags, 20)
  hex('0123456789abcdef').copy(header, 24)
  header.writeUInt16LE(targetInfo.length, 40)
  header.writeUInt32LE(48, 44)
  return Buffer.concat([header, targetInfo])
}

const fieldOf = (message: Uint8Array, at: number) => {
  const bytes = Buffer.from(message)
  return bytes.subarray(bytes.readUInt32LE(at + 4), bytes.readUInt32LE(at + 4) + bytes.readUInt16LE(at))
}

describe('the messages', () => {
  it('begin without telling anything about us', () =>
    expect(toHex(negotiateMessage())).toBe(`4e544c4d53535000010000000782880${'0'.repeat(33)}`))

  it('carry user, domain and answer', () => {
    const parsed = parseNtlmChallenge(challenge(INPUT.targetInfo))
    if (parsed === undefined) throw new Error('a good challenge was not read')
    const message = authenticateMessage(
      parsed,
      { user: 'User', domain: 'Domain', password: 'Password' },
      { clientChallenge: INPUT.clientChallenge, now: -11_644_473_600_000 },
    )
    expect(fieldOf(message, 28).toString('utf16le')).toBe('Domain')
    expect(fieldOf(message, 36).toString('utf16le')).toBe('User')
    expect(toHex(fieldOf(message, 20).subarray(0, 16))).toBe('68cd0ab851e51c96aabc927bebef6a1c')
  })

  it('are sealed when the server tells its time, which is then used', () => {
    const time = hex('070008000102030405060708')
    const parsed = parseNtlmChallenge(challenge(Buffer.concat([time, Buffer.alloc(4)])))
    if (parsed === undefined) throw new Error('a good challenge was not read')
    const credentials = { user: 'User', domain: '', password: 'Password' }
    const message = authenticateMessage(parsed, credentials, { clientChallenge: new Uint8Array(8), now: 0 })
    expect(toHex(message.subarray(72, 88))).not.toBe('00'.repeat(16))
    expect(toHex(fieldOf(message, 20).subarray(24, 32))).toBe('0102030405060708')
    expect(toHex(fieldOf(message, 20))).toContain('0600040002000000')
  })
})

describe('what is no challenge', () => {
  it('is not answered', () => {
    expect(parseNtlmChallenge(new Uint8Array())).toBeUndefined()
    expect(parseNtlmChallenge(Buffer.from('NTLMSSP\0'.padEnd(64)))).toBeUndefined()
    const beyond = challenge(INPUT.targetInfo)
    beyond.writeUInt16LE(4000, 40)
    expect(parseNtlmChallenge(beyond)?.targetInfo).toHaveLength(0)
    expect(parseNtlmChallenge(challenge(hex('0200ff00')))).toBeUndefined()
  })

  it('never throws, whatever its lengths say', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
        const parsed = parseNtlmChallenge(Buffer.concat([challenge(new Uint8Array()).subarray(0, 40), tail]))
        if (parsed !== undefined)
          authenticateMessage(
            parsed,
            { user: 'a', domain: '', password: 'b' },
            { clientChallenge: new Uint8Array(8), now: 0 },
          )
      }),
    ))
})

it('knows domains in front of names', () => {
  expect(splitDomain('CORP\\anna')).toEqual({ user: 'anna', domain: 'CORP' })
  expect(splitDomain('anna@corp.example')).toEqual({ user: 'anna@corp.example', domain: '' })
})
