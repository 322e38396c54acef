import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REMOVED, Redactor } from './redact.ts'

const secrets = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    'pass"word\\',
    `it's "x" \`y\``,
    'a b+c&d=e%',
    'grün🔑',
    '\ud800abcd',
    '$& $1 $$',
    '<removed>',
    'move',
  ),
)

const bytesOf = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding)

/** Ways in which a program writes a text that has the secret in it. */
const WAYS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  json: (text) => JSON.stringify({ text }),
  'json in json': (text) => JSON.stringify(JSON.stringify({ text })),
  inspected: (text) => inspect({ text }),
  base64: (text) => bytesOf(text, 'utf8').toString('base64'),
  base64url: (text) => bytesOf(text, 'utf8').toString('base64url'),
  'base64 of UTF-16': (text) => bytesOf(text, 'utf16le').toString('base64'),
  hex: (text) => bytesOf(text, 'utf8').toString('hex'),
  'hex of UTF-16': (text) => bytesOf(text, 'utf16le').toString('hex').toUpperCase(),
  query: (text) => `https://host/?a=${encodeURIComponent(text.toWellFormed())}`,
  form: (text) => String(new URLSearchParams({ a: text.toWellFormed() })),
  'small percent codes': (text) =>
    encodeURIComponent(text.toWellFormed()).replace(/%../g, (code) => code.toLowerCase()),
}

/** Reads the texts back that a way may have hidden. */
function decodings(line: string): string[] {
  const base64 = line.match(/[\w+/-]{4,}={0,2}/g) ?? []
  const hex = line.match(/(?:[0-9a-f]{2})+/gi) ?? []
  const bytes = [...base64.map((part) => bytesOf(part, 'base64')), ...hex.map((part) => bytesOf(part, 'hex'))]
  return [line, ...bytes.flatMap((each) => [each.toString('utf8'), each.toString('utf16le')])]
}

describe('a registered secret', () => {
  it.each(Object.entries(WAYS))('never survives: %s', (_name, way) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        fc.pre(secret.length >= 4 && secret.isWellFormed())
        const redactor = new Redactor()
        redactor.addSecret(secret)
        const clean = redactor.redact(way(secret)).replaceAll(REMOVED, '')
        for (const text of decodings(clean)) expect(text).not.toContain(secret)
        expect(clean).not.toContain(way(secret))
      }),
    )
  })

  it.each(['base64', 'base64url', 'base64 of UTF-16'] as const)(
    'never survives in the middle of more: %s',
    (name) => {
      const around = fc.string({ unit: 'grapheme-ascii', maxLength: 9 })
      fc.assert(
        fc.property(around, around, (before, after) => {
          const redactor = new Redactor()
          redactor.addSecret('kestrel-7-grün')
          const clean = redactor.redact(WAYS[name]?.(`${before}kestrel-7-grün${after}`) ?? '')
          expect(clean).toContain(REMOVED)
          for (const text of decodings(clean.replaceAll(REMOVED, ' ')))
            expect(text).not.toContain('estrel-7-gr')
        }),
      )
    },
  )

  it('does not survive beside others that are parts of it', () => {
    const redactor = new Redactor()
    for (const secret of ['kestrel', 'kestrel-2', 'the kestrel-2 flies']) redactor.addSecret(secret)
    expect(redactor.redact('the kestrel-2 flies, kestrel-2, kestrel')).toBe(
      [REMOVED, REMOVED, REMOVED].join(', '),
    )
  })

  it('that is short is taken out where it stands alone, and leaves words as they are', () => {
    const redactor = new Redactor()
    redactor.addSecret('on')
    expect(redactor.redact('on the connection, "on"')).toBe(`${REMOVED} the connection, "${REMOVED}"`)
  })

  it('is kept for as many as anybody uses in one run', () => {
    const redactor = new Redactor()
    for (let i = 0; i < 200; i++) redactor.addSecret(`secret-number-${i}.`)
    expect(redactor.redact('secret-number-0. secret-number-199.')).toBe(`${REMOVED} ${REMOVED}`)
  })
})

describe('what looks like a secret is taken out without being known', () => {
  it.each([
    ['Authorization: Basic YW5uYTprZXN0cmVs', `Authorization: ${REMOVED}`],
    ['proxy-authorization: NTLM TlRMTVNT AAEC\nnext', `proxy-authorization: ${REMOVED}\nnext`],
    ['{"headers":{"authorization":"Basic x"}}', `{"headers":{"authorization": ${REMOVED}`],
    ['password=kestrel rest', `password=${REMOVED} rest`],
    ['Password: "two words" rest', `Password: ${REMOVED} rest`],
    ["passwd='two words' rest", `passwd=${REMOVED} rest`],
    ['{"password":"a\\"b","user":"anna"}', `{"password":${REMOVED},"user":"anna"}`],
    ['"{\\"password\\":\\"kestrel\\"}" rest', `"{\\"password\\":${REMOVED} rest`],
    ['https://anna:kestrel@vpn.example.com/', `https://anna:${REMOVED}@vpn.example.com/`],
    ['a -----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY----- b', `a ${REMOVED} b`],
    ['-----BEGIN PRIVATE KEY-----\nAAAA and no end', REMOVED],
  ])('%j', (text, expected) => expect(new Redactor().redact(text)).toBe(expected))

  it.each([
    'The password was not accepted.',
    'asks for a password',
    'vpn.example.com:443',
    'sstp://vpn.example.com:443',
  ])('%j stays', (text) => expect(new Redactor().redact(text)).toBe(text))

  it.each([
    'a.',
    'authorization ',
    'password',
    'password="',
    '-----BEGIN ',
    'a://',
    'a:',
    '\\"password\\":\\"',
  ])('in a time that grows with the text alone, as of %j again and again', (part) => {
    const redactor = new Redactor()
    redactor.addSecret('kestrel')
    const began = performance.now()
    redactor.redact(part.repeat(300_000 / part.length))
    // What grows with the square of the text would take minutes.
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
