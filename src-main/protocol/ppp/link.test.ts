import { beforeEach, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import type { LinkOptions } from './link.ts'
import { Dialogue, hex, predictable } from './test-support/dialogue.ts'

const ACK = 'ff03 c021 02 01 000e 0104 05dc 0506 deadbeef'
const WANTS_PAP = 'ff03 c021 01 01 0008 0304 c023'
const WANTS_NOTHING = 'ff03 c021 01 01 0004'
const PAP_ACK = 'ff03 c023 02 01 0004'
const CCP = 'ff03 80fd 01 01 0004'
const IPCP_REQUEST = 'ff03 8021 01 05 000a 0306 0a000001'

let dialogue: Dialogue

function dial(options: Partial<LinkOptions> = {}): void {
  dialogue = new Dialogue({ crypto: predictable(nodeCrypto), methods: ['pap'], ...options })
  dialogue.open()
}

function establish(): void {
  dialogue.receive(ACK, WANTS_PAP)
  dialogue.sent()
  dialogue.events()
}

function authenticate(): void {
  establish()
  dialogue.receive(PAP_ACK)
  dialogue.events()
}

function bringUp(): void {
  authenticate()
  dialogue.openNetwork()
  dialogue.receive(
    IPCP_REQUEST,
    'ff03 8021 03 01 0016 0306 0a000002 8106 0a000001 8306 0a000001',
    'ff03 8021 02 02 0016 0306 0a000002 8106 0a000001 8306 0a000001',
  )
  expect(dialogue.events()).toMatchObject([{ type: 'network-up', address: '10.0.0.2', dns: ['10.0.0.1'] }])
  dialogue.sent()
}

const terminated = (failure?: object) => [{ type: 'terminated', ...(failure && { failure }) }]

beforeEach(() => dial())

describe('before sign-in is over', () => {
  it('nothing of later phases is answered, not even with a refusal', () => {
    dialogue.sent()
    dialogue.receive(CCP, IPCP_REQUEST, PAP_ACK, 'ff03 c223 01 01 0015 10 00112233445566778899aabbccddeeff')
    expect(dialogue.sent()).toEqual([])
    establish()
    dialogue.receive(CCP, IPCP_REQUEST, 'ff03 c223 01 01 0015 10 00112233445566778899aabbccddeeff')
    expect(dialogue.sent()).toEqual([])
  })

  it('the owner cannot open the network', () => {
    dialogue.sent()
    dialogue.openNetwork()
    establish()
    dialogue.openNetwork()
    expect(dialogue.sent()).toEqual([])
  })

  it('a server that says nothing is given 30 s', () => {
    dialogue.wait(30_000)
    expect(dialogue.sent()).toHaveLength(10)
    expect(dialogue.events()).toEqual(terminated({ code: 'link-not-agreed', because: 'timeout' }))
  })

  it('a server that refuses everything is not followed for ever', () => {
    for (let i = 1; i < 100; i++) {
      dialogue.receive(`ff03 c021 03 ${i.toString(16).padStart(2, '0')} 0008 0104 0500`)
    }
    expect(dialogue.events()).toMatchObject(terminated({ code: 'link-not-agreed' }))
  })

  it('a server that rejects LCP is told from one that is silent', () => {
    dialogue.receive('ff03 c021 07 01 0008 01 01 000e')
    expect(dialogue.events()).toEqual(terminated({ code: 'link-not-agreed', because: 'rejected' }))
  })

  it('a Nak of the PAP request is a refused sign-in, and the link is given back', () => {
    establish()
    dialogue.receive('ff03 c023 03 01 000a 05 57726f6e67')
    expect(dialogue.sent()).toEqual([hex('ff03 c021 05 02 0004')])
    expect(dialogue.events()).toEqual(
      terminated({ code: 'sign-in-refused', message: 'Wrong', attemptsAllowed: false }),
    )
  })

  it('a server that hangs up instead of answering refuses the sign-in too, as SoftEther does with PAP', () => {
    establish()
    dialogue.receive('ff03 c021 05 02 0004')
    expect(dialogue.events()).toEqual(
      terminated({ code: 'sign-in-refused', message: '', attemptsAllowed: false }),
    )
  })

  it('a server that rejects PAP after asking for it gets no answer of ours', () => {
    establish()
    dialogue.receive('ff03 c021 08 01 000a c023 0101 0004')
    expect(dialogue.events()).toMatchObject(terminated({ code: 'link-not-agreed' }))
  })
})

describe('a server that asks for no sign-in', () => {
  it('is used when it was verified, with a word in the log', () => {
    dialogue.receive(ACK, WANTS_NOTHING)
    expect(dialogue.events()).toEqual([
      { type: 'established', mru: 1500, authentication: 'none' },
      { type: 'authenticated', method: 'none', hlak: new Uint8Array(32) },
    ])
    expect(dialogue.logs).toContain('The server asks for no sign-in.')
  })

  it('is not used when it was not', () => {
    dial({ serverVerified: false, methods: ['ms-chap-v2'] })
    dialogue.receive(ACK, WANTS_NOTHING)
    expect(dialogue.events()).toMatchObject(terminated({ code: 'link-not-agreed' }))
  })
})

describe('the network', () => {
  it('keeps what came before it was opened, up to a bound', () => {
    authenticate()
    dialogue.receive(IPCP_REQUEST, ...Array(20).fill(CCP))
    expect(dialogue.sent()).toEqual([])
    dialogue.openNetwork()
    expect(dialogue.sent().slice(1, 4)).toEqual([
      hex('ff03 8021 02 05 000a 0306 0a000001'),
      hex('ff03 c021 08 02 000a 80fd 01 01 0004'),
      hex('ff03 c021 08 03 000a 80fd 01 01 0004'),
    ])
  })

  it('refuses what it does not speak: CCP, ECP, IPV6CP', () => {
    bringUp()
    dialogue.receive(CCP, 'ff03 8053 01 01 0004', 'ff03 8057 01 02 000e 010a 0000000000000000')
    expect(dialogue.sent()).toEqual([
      hex('ff03 c021 08 02 000a 80fd 01 01 0004'),
      hex('ff03 c021 08 03 000a 8053 01 01 0004'),
      hex('ff03 c021 08 04 0014 8057 01 02 000e 010a 0000000000000000'),
    ])
  })

  it('has nothing to say to IPv6 packets', () => {
    bringUp()
    dialogue.receive('ff03 0057 6000 0000 0000 3a40', '57 6000 0000 0000 3a40')
    expect(dialogue.sent()).toEqual([])
  })

  it('is refused by a server that does not carry IPv4', () => {
    authenticate()
    dialogue.openNetwork()
    dialogue.receive('ff03 c021 08 01 0010 8021 0101 000a 0306 00000000')
    expect(dialogue.events()).toEqual(terminated({ code: 'address-refused', because: 'no-ipv4', detail: '' }))
  })

  it('is refused in words by a server that has no address left', () => {
    authenticate()
    dialogue.openNetwork()
    dialogue.receive('ff03 8021 05 07 0010 4e6f20667265652049502e21')
    expect(dialogue.sent()).toContain(hex('ff03 8021 06 07 0004'))
    expect(dialogue.events()).toEqual(
      terminated({ code: 'address-refused', because: 'said', detail: 'No free IP.!' }),
    )
  })

  it('survives a server that does not know IPv6 or our extra codes', () => {
    bringUp()
    dialogue.receive('ff03 c021 08 01 000a 8057 0101 0004', 'ff03 c021 07 02 0008 0c01 0004')
    expect(dialogue.events()).toEqual([])
  })

  it('goes down and up when only the addresses are renegotiated', () => {
    bringUp()
    dialogue.receive('ff03 8021 01 06 000a 0306 0a000001')
    expect(dialogue.events()).toEqual([{ type: 'network-down' }])
    dialogue.receive('ff03 8021 02 03 0016 0306 0a000002 8106 0a000001 8306 0a000001')
    expect(dialogue.events()).toMatchObject([{ type: 'network-up', address: '10.0.0.2' }])
  })
})

describe('the end', () => {
  it('is requested, and comes with the answer', () => {
    bringUp()
    dialogue.close()
    expect(dialogue.sent()).toEqual([hex('ff03 c021 05 02 0004')])
    expect(dialogue.events()).toEqual([])
    dialogue.receive('ff03 c021 06 02 0004')
    expect(dialogue.events()).toEqual(terminated())
  })

  it('comes after 6 s when there is no answer', () => {
    bringUp()
    dialogue.close()
    dialogue.wait(5_999)
    expect(dialogue.events()).toEqual([])
    dialogue.wait(1)
    expect(dialogue.sent()).toHaveLength(2)
    expect(dialogue.events()).toEqual(terminated())
  })

  it('comes at once when both sides want it', () => {
    bringUp()
    dialogue.close()
    dialogue.receive('ff03 c021 05 09 0004')
    expect(dialogue.events()).toEqual(terminated())
  })

  it('comes from the server with a reason, without a word about the network in between', () => {
    bringUp()
    dialogue.receive('ff03 c021 05 09 0008 42796521')
    expect(dialogue.sent()).toEqual([hex('ff03 c021 06 09 0004')])
    expect(dialogue.events()).toEqual(terminated({ code: 'link-terminated', reason: 'Bye!' }))
  })

  it('can be asked for in every phase', () => {
    const phases = [() => {}, establish, authenticate, bringUp]
    for (const phase of phases) {
      dial()
      phase()
      dialogue.close()
      dialogue.wait(6_000)
      expect(dialogue.events()).toEqual(terminated())
    }
  })

  it('is immediate before the link was opened', () => {
    dialogue = new Dialogue({ crypto: nodeCrypto })
    dialogue.close()
    dialogue.open()
    expect([dialogue.sent(), dialogue.events()]).toEqual([[], terminated()])
  })

  it('is final', () => {
    bringUp()
    dialogue.close()
    dialogue.receive('ff03 c021 06 02 0004')
    dialogue.sent()
    dialogue.events()
    dialogue.receive(WANTS_PAP, PAP_ACK, IPCP_REQUEST, CCP)
    dialogue.open()
    dialogue.openNetwork()
    dialogue.close()
    dialogue.wait(100_000)
    expect([dialogue.sent(), dialogue.events()]).toEqual([[], []])
    expect(dialogue.link.nextDeadline()).toBeUndefined()
  })
})

describe('a server that floods', () => {
  it('gets a bounded number of answers for one delivery', () => {
    bringUp()
    dialogue.receive(...Array(1_000).fill('ff03 c021 09 01 0008 00000000'))
    expect(dialogue.sent()).toHaveLength(64)
  })

  it('writes a bounded log', () => {
    dialogue.receive(...Array(1_000).fill('ff03 c021 01 01 0006 0101'))
    dialogue.events()
    expect(dialogue.logs.length).toBeLessThanOrEqual(256)
  })

  it('is left when it renegotiates without end', () => {
    bringUp()
    for (let i = 0; i < 2_000; i++) {
      const identifier = (i + 2) % 256
      const ack = ACK.replace('02 01', `02 ${identifier.toString(16).padStart(2, '0')}`)
      dialogue.receive(WANTS_PAP, ack)
    }
    expect(dialogue.events().at(-1)).toMatchObject({
      type: 'terminated',
      failure: { code: 'link-not-agreed' },
    })
  })
})
