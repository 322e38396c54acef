import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../engine/node-crypto.ts'
import { fromHex, toHex, utf8 } from '../protocol/bytes.ts'
import { AddressPool } from './address-pool.ts'
import { type Behaviour, STRICT, vary } from './behaviour.ts'
import { Pair } from './pair.ts'
import { ServerSession } from './server-session.ts'

const REQUEST = `SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r
Host: vpn.example.com\r
Content-Length: 18446744073709551615\r
\r
`

const CALL_CONNECT_REQUEST = '1001000e0001000100010006 0001'
const ECHO_REQUEST = '1001000800080000'

/** A client that knows nothing: it writes bytes by hand and reads what comes back. */
function byHand(behaviour: Behaviour = STRICT) {
  const session = new ServerSession({
    crypto: nodeCrypto,
    certificate: new Uint8Array(10),
    users: {},
    pool: new AddressPool('10.0.0.2', 1),
    address: '10.0.0.1',
    dns: [],
    behaviour,
  })
  session.start(0)
  const received = () => {
    const all: string[] = []
    for (let bytes = session.pollTransmit(); bytes !== undefined; bytes = session.pollTransmit()) {
      all.push(toHex(bytes))
    }
    return all
  }
  const write = (bytes: Uint8Array, now = 0) => {
    session.handleBytes(bytes, now)
    return received()
  }
  return { session, received, write }
}

/** The same, with the HTTP exchange behind it. */
function opened(behaviour?: Behaviour) {
  const client = byHand(behaviour)
  client.write(utf8(REQUEST))
  return client
}

describe('the HTTP side of the test server', () => {
  it('takes the request in any pieces', () => {
    const { write } = byHand()
    const bytes = utf8(REQUEST)
    for (let at = 0; at < bytes.length - 1; at++) expect(write(bytes.subarray(at, at + 1))).toEqual([])
    const [answer] = write(bytes.subarray(-1))
    expect(Buffer.from(answer, 'hex').toString()).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n$/s)
  })

  it.each([
    ['another method', REQUEST.replace('SSTP_DUPLEX_POST', 'GET'), '400'],
    ['another version', REQUEST.replace('HTTP/1.1', 'HTTP/1.0'), '400'],
    ['another path', REQUEST.replace('458b', '458B'), '404'],
    ['no host', REQUEST.replace('Host', 'Hast'), '400'],
  ])('refuses %s', (_what, request, status) => {
    const [answer] = byHand().write(utf8(request))
    expect(Buffer.from(answer, 'hex').toString()).toContain(`HTTP/1.1 ${status} `)
  })

  it('keeps what came behind the request, unless it is like sorz', () => {
    const together = utf8(
      REQUEST + Buffer.from(CALL_CONNECT_REQUEST.replace(' ', ''), 'hex').toString('latin1'),
    )
    expect(byHand().write(together)).toHaveLength(3)
    const forgetful = vary(STRICT, { http: { dropsPipelined: true } })
    expect(byHand(forgetful).write(together)).toHaveLength(1)
  })
})

describe('the SSTP side of the test server', () => {
  it('acknowledges a call with a nonce and its hashes, then begins LCP', () => {
    const [ack, lcp] = opened().write(fromHex(CALL_CONNECT_REQUEST))
    expect(ack).toMatch(/^1001003000020001000400280000000[3][0-9a-f]{64}$/)
    expect(lcp).toMatch(/^1000.{4}ff03c02101/)
  })

  it('aborts on an echo before the call is connected', () => {
    const { write } = opened()
    write(fromHex(CALL_CONNECT_REQUEST))
    expect(write(fromHex(ECHO_REQUEST))).toEqual([toHex(fromHex('10010014000500010002000c0000000000000005'))])
  })

  it('refuses another protocol than PPP', () => {
    const [nak] = opened().write(fromHex('1001000e00010001000100060002'))
    expect(nak).toBe(toHex(fromHex('10010014000300010002000c0000000100000004')))
  })

  it('gives a client a minute for each step', () => {
    const { session, received } = opened()
    session.handleTimeout(59_999)
    expect(received()).toEqual([])
    session.handleTimeout(60_000)
    expect(received()).toEqual([toHex(fromHex('10010014000500010002000c0000000000000008'))])
  })
})

describe('the crypto binding', () => {
  /** Offset of CALL_CONNECTED in what the client writes is 0: it is a write of its own. */
  const isCallConnected = (bytes: Uint8Array) => toHex(bytes.subarray(0, 8)) === '1001007000040001'

  it('is refused when a single bit of it is wrong, wherever that is', () => {
    for (let at = 0; at < 112; at++) {
      const pair = new Pair({
        tamper: (bytes) => {
          if (!isCallConnected(bytes)) return bytes
          const wrong = bytes.slice()
          wrong[at] ^= 0x10
          return wrong
        },
      }).start()
      pair.run(() => pair.isClosed)
      expect({ at, bound: pair.moments.includes('bound') }).toEqual({ at, bound: false })
    }
  })

  it('is refused when it is repeated', () => {
    const pair = new Pair({
      tamper: (bytes) => (isCallConnected(bytes) ? Buffer.concat([bytes, bytes]) : bytes),
    }).start()
    pair.run(() => pair.isClosed)
    expect(pair.failure?.code).toBe('sstp-binding-refused')
  })

  it('must be there before packets count', () => {
    const dropped = new Pair({
      tamper: (bytes) => (isCallConnected(bytes) ? new Uint8Array(0) : bytes),
    }).connect()
    dropped.sendFromClient(Uint8Array.of(0x45, 1, 2, 3))
    dropped.wait(1_000)
    expect(dropped.atServer).toEqual([])
  })
})
