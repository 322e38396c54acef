import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { fromHex, toHex } from '../bytes.ts'
import { Call } from './call.ts'
import type { CallEvent } from './call-interface.ts'
import { certificateHash, verifyCallConnected } from './crypto-binding.ts'

const NONCE = '412B489AEBD7ECC7D08966F26BE7CD72B231A0E9210D7C91B308862B0344C435'
const HLAK = fromHex('2A1BB40D55AB0F5EF32F06F2B3CC73C48FD3FAC41D7A1315A19228D9024CA164')
const CERTIFICATE = fromHex('30 03 02 01 2A')

const REQUEST = '1001000e00010001000100060001'
const DISCONNECT = '10010014000600010002000c0000000000000000'
const ECHO_REQUEST = '1001000800080000'

const ack = (hashes: number) => `10 01 00 30 00 02 00 01 00 04 00 28 00 00 00 0${hashes} ${NONCE}`
const nak = (status: number) => `10 01 00 14 00 03 00 01 00 02 00 0C 00 00 00 01 00 00 00 0${status}`
const abort = (attribute: number, status: number) =>
  `10 01 00 14 00 05 00 01 00 02 00 0C 00 00 00 0${attribute} 00 00 00 0${status}`
const ABORT_WITHOUT_STATUS = '10 01 00 08 00 05 00 00'

/** A call on a wire and a clock of its own. */
class Bench {
  readonly call: Call
  now = 1_000_000

  constructor(helloIntervalMs?: number) {
    this.call = new Call({ crypto: nodeCrypto, leafCertificate: CERTIFICATE, helloIntervalMs })
  }

  receive(wire: string): void {
    this.call.handleControl(fromHex(wire), this.now)
  }

  /** Lets time pass, stopping at every deadline on the way. */
  wait(ms: number): void {
    const end = this.now + ms
    for (let steps = 0; steps < 100; steps++) {
      const deadline = this.call.nextDeadline()
      if (deadline === undefined || deadline > end) break
      this.now = Math.max(this.now, deadline)
      this.call.handleTimeout(this.now)
    }
    this.now = end
  }

  sent(): string[] {
    return drain(() => this.call.pollTransmit()).map(toHex)
  }

  /** Events but for the log. */
  events(): CallEvent[] {
    return drain(() => this.call.pollEvent()).filter((event) => event.type !== 'log')
  }

  toAckReceived(): this {
    this.call.start(this.now)
    this.receive(ack(3))
    return this
  }

  toConnected(): this {
    this.toAckReceived()
    this.call.innerAuthenticationCompleted(HLAK, this.now)
    this.sent()
    this.events()
    return this
  }
}

function drain<T>(poll: () => T | undefined): T[] {
  const taken: T[] = []
  for (let next = poll(); next !== undefined; next = poll()) taken.push(next)
  return taken
}

describe('a call that goes well', () => {
  it('is requested, acknowledged, bound and hung up', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    expect(bench.sent()).toEqual([REQUEST])

    bench.receive(ack(3))
    expect(bench.events()).toEqual([{ type: 'acknowledged', hashes: 3, hash: 'sha-256' }])
    expect(bench.sent()).toEqual([])

    bench.call.innerAuthenticationCompleted(HLAK, bench.now)
    expect(bench.sent()).toHaveLength(1)
    expect(bench.call.state).toBe('connected')

    bench.call.disconnect(bench.now)
    expect(bench.sent()).toEqual([DISCONNECT])
    bench.receive('10 01 00 08 00 07 00 00')
    expect(bench.events()).toEqual([{ type: 'closed' }])
    expect(bench.call.nextDeadline()).toBeUndefined()
  })

  it.each([
    [1, 'sha-1'],
    [2, 'sha-256'],
    [3, 'sha-256'],
  ] as const)('is bound in a way that a server offering mask %i accepts', (hashes, hash) => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.receive(ack(hashes))
    bench.sent()
    bench.call.innerAuthenticationCompleted(HLAK, bench.now)
    const [packet] = bench.sent()
    const certificateHashes = {
      'sha-1': certificateHash(nodeCrypto, 'sha-1', CERTIFICATE),
      'sha-256': certificateHash(nodeCrypto, 'sha-256', CERTIFICATE),
    }
    const verdict = verifyCallConnected(nodeCrypto, fromHex(packet), {
      hashes,
      nonce: fromHex(NONCE),
      certificateHashes,
      hlak: HLAK,
    })
    expect(verdict).toEqual({ accepted: true, hash })
  })

  it('is bound once, although PPP may authenticate again', () => {
    const bench = new Bench().toConnected()
    bench.call.innerAuthenticationCompleted(HLAK, bench.now)
    expect(bench.sent()).toEqual([])
  })

  it('ends five seconds after it was hung up, when the server says nothing', () => {
    const bench = new Bench().toConnected()
    bench.call.disconnect(bench.now)
    bench.wait(4_999)
    expect(bench.events()).toEqual([])
    bench.wait(1)
    expect(bench.events()).toEqual([{ type: 'closed' }])
  })

  it('ends without a failure when both sides hang up at once', () => {
    const bench = new Bench().toConnected()
    bench.call.disconnect(bench.now)
    bench.receive('10 01 00 14 00 06 00 01 00 02 00 0C 00 00 00 00 00 00 00 00')
    expect(bench.sent()).toEqual([DISCONNECT, '1001000800070000'])
    bench.wait(1_000)
    expect(bench.events()).toEqual([{ type: 'closed' }])
  })

  it('ends without a failure when the server answers the hang-up with an abort', () => {
    const bench = new Bench().toConnected()
    bench.call.disconnect(bench.now)
    bench.receive(ABORT_WITHOUT_STATUS)
    bench.wait(1_000)
    expect(bench.events()).toEqual([{ type: 'closed' }])
  })

  it('ends at once when it never began', () => {
    const bench = new Bench()
    bench.call.disconnect(bench.now)
    expect(bench.sent()).toEqual([])
    expect(bench.events()).toEqual([{ type: 'closed' }])
  })
})

describe('a server that refuses the call', () => {
  it('is asked three times', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.receive(nak(4))
    bench.receive(nak(4))
    expect(bench.sent()).toEqual([REQUEST, REQUEST, REQUEST])
    expect(bench.call.state).toBe('request-sent')
    bench.receive(nak(4))
    expect(bench.sent()).toEqual([toHex(fromHex(abort(0, 6)))])
    expect(bench.call.failure).toEqual({ code: 'sstp-call-refused', status: 4 })
    bench.wait(3_000)
    expect(bench.events()).toEqual([{ type: 'closed', failure: { code: 'sstp-call-refused', status: 4 } }])
  })

  it('may accept at the second attempt', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.receive(nak(4))
    bench.receive(ack(1))
    expect(bench.events()).toEqual([{ type: 'acknowledged', hashes: 1, hash: 'sha-1' }])
  })

  it('has a minute for each attempt', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.wait(59_000)
    bench.receive(nak(4))
    bench.wait(59_000)
    expect(bench.call.state).toBe('request-sent')
  })

  it('may have no hash in common with us', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.receive(ack(4))
    expect(bench.sent()).toEqual([REQUEST, toHex(fromHex(abort(4, 4)))])
    bench.receive(ABORT_WITHOUT_STATUS)
    bench.wait(1_000)
    expect(bench.events()).toEqual([{ type: 'closed', failure: { code: 'sstp-no-common-hash', offered: 4 } }])
  })
})

describe('a server that aborts', () => {
  const refused = (status: number) => ({ code: 'sstp-binding-refused', status })
  const aborted = (status: number, attribute: number) => ({ code: 'sstp-aborted', status, attribute })

  it.each([
    ['RRAS, about the binding', abort(3, 4), 50, refused(4)],
    ['about the binding, however late', abort(3, 4), 30_000, refused(4)],
    ['accel-ppp, which gives one status for everything', abort(0, 7), 50, refused(7)],
    ['at the end of the window', abort(0, 7), 2_000, refused(7)],
    ['without a word, at once', ABORT_WITHOUT_STATUS, 50, { code: 'sstp-binding-refused' }],
    ['behind the window', abort(0, 7), 2_001, aborted(7, 0)],
    ['without a word, later', ABORT_WITHOUT_STATUS, 60_000, { code: 'sstp-aborted' }],
    ['because its minute is over', abort(0, 8), 50, aborted(8, 0)],
  ])('%s', (_name, wire, afterMs, failure) => {
    const bench = new Bench().toConnected()
    bench.wait(afterMs)
    bench.sent()
    bench.receive(wire)
    expect(bench.call.failure).toEqual(failure)
    expect(bench.sent()).toEqual([toHex(fromHex(abort(0, 0)))])
    expect(bench.events()).toEqual([])
    bench.wait(1_000)
    expect(bench.events()).toEqual([{ type: 'closed', failure }])
  })

  it.each(['request-sent', 'ack-received'])('in %s refuses no binding', (state) => {
    const bench = new Bench()
    if (state === 'ack-received') bench.toAckReceived()
    else bench.call.start(bench.now)
    bench.receive(abort(3, 4))
    expect(bench.call.failure).toEqual(aborted(4, 3))
  })

  it('after us ends the call a second later', () => {
    const bench = new Bench().toConnected()
    bench.receive(ack(3))
    bench.wait(2_000)
    bench.receive(ABORT_WITHOUT_STATUS)
    bench.wait(999)
    expect(bench.events()).toEqual([])
    bench.wait(1)
    const failure = { code: 'sstp-unexpected-message', message: 'CALL_CONNECT_ACK', state: 'connected' }
    expect(bench.events()).toEqual([{ type: 'closed', failure }])
  })
})

describe('a server that hangs up', () => {
  it.each([
    ['as usual', '10 01 00 14 00 06 00 01 00 02 00 0C 00 00 00 00 00 00 00 00', ''],
    ['without a status', '10 01 00 08 00 06 00 00', ''],
    ['with a status', '10 01 00 14 00 06 00 01 00 02 00 0C 00 00 00 00 00 00 00 08', 'NEGOTIATION_TIMEOUT'],
    [
      'with a status that nobody knows',
      '10 01 00 14 00 06 00 01 00 02 00 0C 00 00 00 00 00 00 00 63',
      'status 99',
    ],
  ])('%s', (_name, wire, reason) => {
    const bench = new Bench().toConnected()
    bench.receive(wire)
    expect(bench.sent()).toEqual(['1001000800070000'])
    expect(bench.call.failure).toEqual({ code: 'server-ended', reason })
    bench.wait(1_000)
    expect(bench.events()).toEqual([{ type: 'closed', failure: { code: 'server-ended', reason } }])
  })
})

describe('a message out of place', () => {
  it('ends the call, and three seconds are enough for the answer', () => {
    const bench = new Bench().toAckReceived()
    bench.sent()
    bench.receive('10 01 00 08 00 08 00 00')
    expect(bench.sent()).toEqual([toHex(fromHex(abort(0, 5)))])
    const failure = { code: 'sstp-unexpected-message', message: 'ECHO_REQUEST', state: 'ack-received' }
    expect(bench.call.failure).toEqual(failure)
    bench.events()
    bench.wait(2_999)
    expect(bench.events()).toEqual([])
    bench.wait(1)
    expect(bench.events()).toEqual([{ type: 'closed', failure }])
  })

  it('is named with what is wrong with it, and the server learns which attribute', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.receive('10 01 00 08 00 02 00 00')
    expect(bench.sent()).toEqual([REQUEST, '10010014000500010002000c000000040000000a'])
    expect(bench.call.failure).toMatchObject({
      code: 'sstp-unexpected-message',
      message: 'malformed message (attribute 4 is missing)',
    })
  })
})

describe('the negotiation timer', () => {
  it('gives the server a minute to acknowledge', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.wait(59_999)
    expect(bench.sent()).toEqual([REQUEST])
    bench.wait(1)
    expect(bench.sent()).toEqual([toHex(fromHex(abort(0, 8)))])
    bench.wait(3_000)
    expect(bench.events()).toEqual([
      { type: 'closed', failure: { code: 'timeout', rung: 'sstp', seconds: 60 } },
    ])
  })

  it('gives PPP another minute to authenticate', () => {
    const bench = new Bench()
    bench.call.start(bench.now)
    bench.wait(59_000)
    bench.receive(ack(3))
    bench.wait(59_999)
    expect(bench.call.state).toBe('ack-received')
    bench.wait(1)
    expect(bench.call.failure).toEqual({ code: 'timeout', rung: 'sign-in', seconds: 60 })
  })

  it('is over once the call is connected', () => {
    const bench = new Bench().toConnected()
    for (let minute = 0; minute < 5; minute++) {
      bench.wait(50_000)
      bench.call.notePacket(bench.now)
    }
    expect(bench.call.state).toBe('connected')
  })
})

describe('the hello timer', () => {
  it('does not run before the call is connected: servers abort on an early echo', () => {
    const bench = new Bench(1_000).toAckReceived()
    bench.sent()
    bench.wait(30_000)
    expect(bench.sent()).toEqual([])
  })

  it('asks after a minute and closes after another, without a word', () => {
    const bench = new Bench().toConnected()
    bench.wait(60_000)
    expect(bench.sent()).toEqual([ECHO_REQUEST])
    bench.wait(60_000)
    expect(bench.sent()).toEqual([])
    expect(bench.events()).toEqual([{ type: 'closed', failure: { code: 'connection-silent', seconds: 120 } }])
  })

  it('keeps a call to SoftEther alive, which sends data but never answers an echo', () => {
    const bench = new Bench(1_000).toConnected()
    for (let round = 0; round < 20; round++) {
      bench.wait(1_500)
      bench.call.notePacket(bench.now)
    }
    expect(bench.call.state).toBe('connected')
    expect(bench.sent()).toHaveLength(20)
  })

  it('does not ask while control messages arrive', () => {
    const bench = new Bench(1_000).toConnected()
    for (let round = 0; round < 20; round++) {
      bench.wait(500)
      bench.receive('10 01 00 08 00 09 00 00')
    }
    expect(bench.sent()).toEqual([])
  })

  it('is over when the call ends', () => {
    const bench = new Bench(1_000).toConnected()
    bench.call.disconnect(bench.now)
    bench.sent()
    bench.wait(4_999)
    expect(bench.sent()).toEqual([])
  })
})

describe('the log', () => {
  it('tells what the server said when it aborted', () => {
    const bench = new Bench().toConnected()
    bench.receive(abort(3, 4))
    expect(bench.call.pollEvent()).toEqual({
      type: 'log',
      level: 'info',
      text: 'server aborts the call: VALUE_NOT_SUPPORTED for attribute 3',
    })
  })
})
