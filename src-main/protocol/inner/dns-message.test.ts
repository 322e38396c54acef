import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, toHex, utf8, writeU16 } from '../bytes.ts'
import { DNS_CAP, type DnsQuestion, encodeDnsQuery, parseDnsReply } from './dns-message.ts'
import { encodeName } from './dns-name.ts'

const QUESTION: DnsQuestion = { id: 0xbeef, name: 'vpn.example.com', type: 'A' }

/** `3vpn7example3com0`, as the digits of a dump. */
const NAME = '03 76706e 07 6578616d706c65 03 636f6d 00'

/** A name as a pointer to the one in the question. */
const SAME = 'c00c'
const A = (owner: string, address: string) => `${owner} 0001 0001 0000003c 0004 ${address}`

/** A reply to QUESTION with these records, as a server would send it. */
function reply(records: readonly string[], { flags = '8180', count = records.length } = {}): Uint8Array {
  const answers = count.toString(16).padStart(4, '0')
  return fromHex(`beef ${flags} 0001 ${answers} 0000 0000 ${NAME} 0001 0001 ${records.join(' ')}`)
}

describe('a query', () => {
  it('is the header, the name and what is wanted of it', () =>
    expect(toHex(encodeDnsQuery(QUESTION))).toBe(
      `beef 0100 0001 0000 0000 0000 ${NAME} 0001 0001`.replaceAll(' ', ''),
    ))

  it('asks for addresses of the other family by another number', () =>
    expect(toHex(encodeDnsQuery({ ...QUESTION, type: 'AAAA' })).endsWith('001c0001')).toBe(true))

  it('takes a dot at the end as what it is', () =>
    expect(encodeDnsQuery({ ...QUESTION, name: 'vpn.example.com.' })).toEqual(encodeDnsQuery(QUESTION)))

  it.each([
    '',
    '.',
    'a..b',
    'bücher.example',
    'a b',
    `${'x'.repeat(64)}.example`,
    `${'abcdefg.'.repeat(32)}x`,
  ])('is not made for %j', (name) => expect(() => encodeDnsQuery({ ...QUESTION, name })).toThrow(RangeError))
})

describe('a reply', () => {
  it('has the addresses of the name', () =>
    expect(parseDnsReply(reply([A(SAME, 'c0000201'), A(SAME, 'c0000202')]), QUESTION)).toEqual({
      outcome: 'addresses',
      addresses: ['192.0.2.1', '192.0.2.2'],
    }))

  it('has IPv6 addresses in their shortest form', () => {
    const question = { ...QUESTION, type: 'AAAA' } as const
    const record = `${SAME} 001c 0001 0000003c 0010 20010db8000000000000000000000001`
    const message = concat(encodeDnsQuery(question), fromHex(record))
    writeU16(message, 2, 0x8180)
    writeU16(message, 6, 1)
    expect(parseDnsReply(message, question)).toEqual({ outcome: 'addresses', addresses: ['2001:db8::1'] })
  })

  it('may call the name by another, in any order of the records', () => {
    const alias = `${SAME} 0005 0001 0000003c 0004 01 78 ${SAME}`
    const address = A('01 78 03 76706e 07 6578616d706c65 03 636f6d 00', 'c0000203')
    const expected = { outcome: 'addresses', addresses: ['192.0.2.3'] }
    expect(parseDnsReply(reply([alias, address]), QUESTION)).toEqual(expected)
    expect(parseDnsReply(reply([address, alias]), QUESTION)).toEqual(expected)
  })

  it('may write the name in other letters', () => {
    const loud = reply([A(SAME, 'c0000201')])
    loud.set(utf8('VPN'), 13)
    expect(parseDnsReply(loud, QUESTION)).toMatchObject({ outcome: 'addresses' })
  })

  it('does not lend the addresses of a name that was not asked for', () =>
    expect(parseDnsReply(reply([A('04 6576696c 00', 'c6336407')]), QUESTION)).toEqual({
      outcome: 'no-address',
    }))

  it.each([
    ['8183', { outcome: 'no-such-name' }],
    ['8182', { outcome: 'failed', code: 2 }],
    ['8185', { outcome: 'failed', code: 5 }],
    ['8180', { outcome: 'no-address' }],
    ['8380', { outcome: 'truncated' }],
  ])('with the flags %s and no records means %j', (flags, meaning) =>
    expect(parseDnsReply(reply([], { flags }), QUESTION)).toEqual(meaning),
  )

  it('that was cut off still has the addresses that are whole', () => {
    const message = reply([A(SAME, 'c0000201'), A(SAME, 'c0000202')], { flags: '8380' })
    expect(parseDnsReply(message.subarray(0, -3), QUESTION)).toEqual({
      outcome: 'addresses',
      addresses: ['192.0.2.1'],
    })
  })

  it('has no more addresses than anybody can use', () => {
    const many = Array.from({ length: 60 }, (_, i) => A(SAME, `c00002${i.toString(16).padStart(2, '0')}`))
    const found = parseDnsReply(reply(many), QUESTION)
    expect(found).toMatchObject({ outcome: 'addresses', addresses: { length: DNS_CAP.ADDRESSES } })
  })

  it.each([
    ['another id', { ...QUESTION, id: 1 }],
    ['another name', { ...QUESTION, name: 'other.example.com' }],
    ['another type', { ...QUESTION, type: 'AAAA' as const }],
  ])('to %s is none', (_, question) =>
    expect(parseDnsReply(reply([A(SAME, 'c0000201')]), question)).toBeUndefined(),
  )

  it('is no query, and no query is one', () => {
    expect(parseDnsReply(encodeDnsQuery(QUESTION), QUESTION)).toBeUndefined()
    expect(parseDnsReply(reply([], { flags: 'a180' }), QUESTION)).toBeUndefined()
  })

  it.each([
    ['a record that ends beyond the message', [`${SAME} 0001 0001 0000003c 0005 c0000201`]],
    ['a name that leads to itself', [A('c021', 'c0000201')]],
    ['a name that leads ahead', [A('c0ff', 'c0000201')]],
    ['a length that is neither label nor pointer', [A('80', 'c0000201')]],
  ])('with %s is none', (_, records) => expect(parseDnsReply(reply(records), QUESTION)).toBeUndefined())

  it('that announces more records than it has is none', () =>
    expect(parseDnsReply(reply([A(SAME, 'c0000201')], { count: 9 }), QUESTION)).toBeUndefined())
})

describe('whatever comes', () => {
  const label = fc.stringMatching(/^[a-z0-9_-]{1,63}$/)
  const names = fc
    .array(label, { minLength: 1, maxLength: 6 })
    .map((labels) => labels.join('.'))
    .filter((name) => name.length <= 253)

  it('a query repeated as a reply has no address, for every name', () => {
    fc.assert(
      fc.property(names, fc.nat(0xffff), fc.constantFrom('A', 'AAAA'), (name, id, type) => {
        const question = { name, id, type }
        const message = encodeDnsQuery(question)
        expect(message.length).toBe(12 + encodeName(name).length + 4)
        message[2] |= 0x80
        expect(parseDnsReply(message, question)).toEqual({ outcome: 'no-address' })
      }),
    )
  })

  it('is read within bounds, and never thrown about', () => {
    const whole = reply([`${SAME} 0005 0001 0000003c 0004 01 78 ${SAME}`, A('c021', 'c0000203')])
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 })
    fc.assert(
      fc.property(changes, fc.nat(whole.length), (edits, length) => {
        const message = whole.slice()
        for (const [at, value] of edits) message[at] = value
        const found = parseDnsReply(message.subarray(0, length), QUESTION)
        if (found?.outcome === 'addresses')
          expect(found.addresses.length).toBeLessThanOrEqual(DNS_CAP.ADDRESSES)
      }),
      { numRuns: 5_000 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        const message = concat(reply([], { count: 0xffff }), noise)
        expect(() => parseDnsReply(message, QUESTION)).not.toThrow()
      }),
      { numRuns: 2_000 },
    )
  })
})
