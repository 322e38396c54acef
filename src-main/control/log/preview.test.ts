import { describe, expect, it } from 'vitest'
import { preview } from './preview.ts'

const KNOWN = { servers: ['vpn.example.com'], users: ['anna'] }

function previewOf(...texts: string[]) {
  const records = texts.map((text, i) => ({
    seq: i + 1,
    time: 0,
    level: 'info' as const,
    source: 'app' as const,
    text,
  }))
  const { text, replacements } = preview(records, KNOWN)
  const lines = text.trimEnd().split('\n')
  return { lines: lines.map((line) => line.slice(38)), replacements }
}

describe('the preview of the log', () => {
  it.each([
    ['To VPN.example.com:443', 'To <server-1>:443'],
    ['User anna signs in', 'User <user-1> signs in'],
    ['At 192.0.2.1:443', 'At <address-1>:443'],
    ['Refused by 192.0.2.1.', 'Refused by <address-1>.'],
    ['Refused by 2001:db8::1.', 'Refused by <address-1>.'],
    ['2001:db8::1: refused', '<address-1>: refused'],
    ['Network 2001:db8::/32', 'Network <address-1>/32'],
    ['At [2001:db8::1]:443', 'At [<address-1>]:443'],
    [`Key ${'ab'.repeat(32)}`, 'Key <fingerprint-1>'],
    [`Key ${Array(32).fill('AB').join(':')}`, 'Key <fingerprint-1>'],
    ['Reads /home/bertha/vpn.sstp', 'Reads <home-1>/vpn.sstp'],
    ['Reads C:\\Users\\Bertha\\vpn.sstp', 'Reads <home-1>\\vpn.sstp'],
    ['Version 1.2.3 at 12:30:05', 'Version 1.2.3 at 12:30:05'],
  ])('of “%s” is “%s”', (text, expected) => {
    expect(previewOf(text).lines).toEqual([expected])
  })

  it('has the same placeholder for the same thing, and counts it', () => {
    const { lines, replacements } = previewOf('192.0.2.1', '192.0.2.2', '192.0.2.1')
    expect(lines).toEqual(['<address-1>', '<address-2>', '<address-1>'])
    expect(replacements).toEqual([
      { placeholder: '<address-1>', count: 2 },
      { placeholder: '<address-2>', count: 1 },
    ])
  })
})
