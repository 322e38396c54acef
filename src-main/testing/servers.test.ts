import { describe, expect, it } from 'vitest'
import { STRICT, vary } from './behaviour.ts'
import { BEHAVIOUR_NAMES, BEHAVIOURS } from './behaviours.ts'
import { Pair } from './pair.ts'

const MINUTE_MS = 60_000

/** Something that looks like IPv4, with a length that no other packet has. */
const packetOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i === 0 ? 0x45 : i))

const PACKETS = [20, 21, 576, 1400].map(packetOf)

describe.each(BEHAVIOUR_NAMES)('a server like %s', (name) => {
  const behaviour = BEHAVIOURS[name]

  it('lets the client in and gives it an address and name servers', () => {
    const pair = new Pair({ behaviour }).connect()
    expect(pair.clientEvents.find(({ type }) => type === 'network-up')).toEqual({
      type: 'network-up',
      address: '10.0.0.2',
      peer: '10.0.0.1',
      dns: ['10.0.0.53', '10.0.0.54'],
      mtu: name === 'accel-ppp' ? 1452 : 1500,
    })
    expect(pair.clientEvents).toContainEqual({
      type: 'authenticated',
      method: 'ms-chap-v2',
      binding: 'sha-256',
    })
  })

  it('carries packets both ways, byte for byte', () => {
    const pair = new Pair({ behaviour }).connect()
    // The client is up a moment earlier than the server has its Ack.
    pair.wait(MINUTE_MS)
    for (const packet of PACKETS) {
      pair.sendFromServer(packet)
      pair.sendFromClient(packet)
    }
    pair.wait(1_000)
    expect(pair.atClient).toEqual(PACKETS)
    expect(pair.atServer).toEqual(PACKETS)
  })

  it('stays connected for an hour in which nobody sends anything', () => {
    const pair = new Pair({ behaviour }).connect()
    pair.wait(60 * MINUTE_MS)
    expect(pair.isUp).toBe(true)
  })

  it('is left in good order', () => {
    const pair = new Pair({ behaviour }).connect()
    const before = pair.now
    pair.disconnect()
    expect(pair.run(() => pair.isClosed)).toBe(true)
    expect(pair.now - before).toBeLessThan(1_000)
    expect(pair.failure).toBeUndefined()
  })

  it('may cut its stream anywhere', () => {
    for (const cutAt of [1, 2, 3, 5, 7, 11]) {
      const pair = new Pair({ behaviour, cutAt }).connect()
      pair.wait(MINUTE_MS)
      pair.sendFromServer(packetOf(1400))
      pair.wait(MINUTE_MS)
      expect(pair.atClient).toEqual([packetOf(1400)])
    }
  })
})

describe('servers that let users in with PAP', () => {
  const names = BEHAVIOUR_NAMES.filter((name) =>
    BEHAVIOURS[name].auth.methods.some((method) => method === 'pap'),
  )

  it.each(names)('%s does, when the client offers nothing else', (name) => {
    const pair = new Pair({ behaviour: BEHAVIOURS[name], client: { methods: ['pap'] } }).connect()
    expect(pair.serverEvents).toContainEqual({ type: 'signed-in', user: 'alice', method: 'pap' })
    expect(pair.moments).toContain('network-up')
  })

  it('are all of them but one', () => {
    expect(BEHAVIOUR_NAMES.filter((name) => !names.includes(name))).toEqual(['sorz'])
  })
})

describe('the crypto binding', () => {
  it.each([
    [1, 'sha-1'],
    [2, 'sha-256'],
    [3, 'sha-256'],
  ] as const)('is right for the hash mask %i', (hashes, binding) => {
    const pair = new Pair({ behaviour: vary(STRICT, { call: { hashes } }) }).connect()
    pair.wait(1_000)
    expect(pair.moments).toContain('bound')
    expect(pair.clientEvents).toContainEqual({ type: 'authenticated', method: 'ms-chap-v2', binding })
  })

  it('fails when TLS ended at somebody else, who has another certificate', () => {
    const leafCertificate = new Uint8Array(700)
    const pair = new Pair({ client: { leafCertificate } }).start()
    pair.run(() => pair.isClosed)
    expect(pair.moments).not.toContain('bound')
    expect(pair.failure).toEqual({ code: 'sstp-binding-refused', status: 4 })
  })
})

describe('headers of PPP frames', () => {
  it.each(['full', 'no-address', 'compressed'] as const)(
    'may be %s without having been agreed',
    (framing) => {
      const pair = new Pair({ behaviour: vary(STRICT, { lcp: { framing } }) }).connect()
      pair.wait(1_000)
      pair.sendFromServer(packetOf(100))
      pair.wait(1_000)
      expect(pair.atClient).toEqual([packetOf(100)])
    },
  )
})
