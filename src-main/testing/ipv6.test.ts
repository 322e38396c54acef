import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../protocol/bytes.ts'
import { encodeFrame } from '../protocol/ppp/frame.ts'
import { encodeDataPacket } from '../protocol/sstp/data-header.ts'
import { STRICT, vary } from './behaviour.ts'
import { BEHAVIOUR_NAMES, BEHAVIOURS } from './behaviours.ts'
import { Pair } from './pair.ts'

/** Something that looks like IPv6. */
const packetOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i === 0 ? 0x60 : i))

const INTERFACE_ID = fromHex('1322334455667788')
const client = { ipv6: { interfaceId: INTERFACE_ID } }
const carrying = vary(STRICT, { inner: { ipv6: {} } })

const ipv6Events = (pair: Pair) => pair.clientEvents.filter(({ type }) => type.startsWith('ipv6'))

describe('a client that asks for IPv6', () => {
  it.each(BEHAVIOUR_NAMES)('is an IPv4 client of a server like %s, which has none', (name) => {
    const pair = new Pair({ behaviour: BEHAVIOURS[name], client }).connect()
    pair.wait(60_000)
    expect(pair.isUp).toBe(true)
    expect(ipv6Events(pair)).toEqual([])
  })

  it('is told the lower halves of both addresses by a server that has it', () => {
    const pair = new Pair({ behaviour: carrying, client }).connect()
    pair.wait(1_000)
    expect(ipv6Events(pair)).toEqual([
      // The bit that claims to be unique in the world is cleared.
      { type: 'ipv6-up', own: fromHex('1122334455667788'), peer: fromHex('0000000000000001') },
    ])
  })

  it('gets packets of either kind, byte for byte', () => {
    const pair = new Pair({ behaviour: carrying, client }).connect()
    pair.wait(1_000)
    const packets = [40, 41, 576, 1400].map(packetOf)
    for (const packet of packets) pair.sendFromServer(packet)
    pair.wait(1_000)
    expect(pair.atClient).toEqual(packets)
  })

  it('keeps IPv4 when the server takes IPv6 away, and has both again after a renegotiation', () => {
    const terminated = toHex(encodeDataPacket(encodeFrame(0x8057, fromHex('05 77 0004'))))
    const behaviour = vary(carrying, {
      incidents: [
        { at: 'network-up', afterMs: 1_000, does: { type: 'send', hex: terminated } },
        { at: 'network-up', afterMs: 5_000, does: { type: 'renegotiate' } },
      ],
    })
    const pair = new Pair({ behaviour, client }).connect()
    pair.wait(3_000)
    expect(ipv6Events(pair).map(({ type }) => type)).toEqual(['ipv6-up', 'ipv6-down'])
    expect(pair.isUp).toBe(true)
    pair.sendFromServer(packetOf(60))
    pair.wait(10_000)
    expect(pair.atClient).toEqual([])
    expect(ipv6Events(pair).at(-1)).toEqual(ipv6Events(pair)[0])
    expect(pair.isUp).toBe(true)
  })
})

describe('a client that does not ask for IPv6', () => {
  it('refuses it, and drops packets of it that come all the same', () => {
    const pair = new Pair({ behaviour: carrying }).connect()
    pair.wait(1_000)
    pair.sendFromServer(packetOf(60))
    pair.wait(1_000)
    expect(ipv6Events(pair)).toEqual([])
    expect(pair.atClient).toEqual([])
  })
})
