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

  it('knows a user by each part of his name, and in JSON', () => {
    const known = { servers: ['', 'vpn.example.com'], users: ['FIRM\\berta', 'carl@firm.example', ''] }
    const of = (text: string) =>
      preview([{ seq: 1, time: 0, level: 'info', source: 'app', text }], known)
        .text.slice(38)
        .trimEnd()
    expect(of('FIRM\\berta')).toBe('<user-1>')
    expect(of('{"user":"FIRM\\\\berta"}')).toBe('{"user":"<user-1>"}')
    expect(of('berta, Carl and alberta')).toBe('<user-1>, <user-2> and alberta')
    expect(of('carl@firm.example')).toBe('<user-1>')
  })

  it('does not look for names in its own placeholders', () => {
    const known = { servers: ['server'], users: ['user', 'address', '1'] }
    const records = [
      { seq: 1, time: 0, level: 'info' as const, source: 'app' as const, text: 'user at server' },
    ]
    expect(preview(records, known).text).toMatch(/<user-1> at <server-1>\n$/)
  })

  it('takes a moment for a full log and hundreds of connections', () => {
    const records = Array.from({ length: 5_000 }, (_, i) => ({
      seq: i,
      time: 0,
      level: 'info' as const,
      source: 'engine' as const,
      text: `vpn-${i % 300}.example.com:443 sent ${i} packets to 192.0.2.${i % 250} for user-${i % 300}`,
    }))
    const numbers = Array.from({ length: 300 }, (_, i) => i)
    const known = {
      servers: numbers.map((i) => `vpn-${i}.example.com`),
      users: numbers.map((i) => `user-${i}`),
    }
    const began = performance.now()
    expect(preview(records, known).text).not.toMatch(/vpn-|user-\d+$|192\.0/m)
    expect(performance.now() - began).toBeLessThan(3_000)
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
