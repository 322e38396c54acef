import { beforeEach, describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { toHex, utf8 } from '../bytes.ts'
import { Dialogue, hex, PEER_CHALLENGE, predictable } from './test-support/dialogue.ts'

/**
 * How real servers negotiate, frame by frame. The sign-in uses the vectors of RFC 2759 section 9.2 and RFC 3079
 * section 3.5.3.
 */
const NT_RESPONSE = '82309ECD8D708B5EA08FAA3981CD83544233114A3D85D6DF'
const HLAK = 'd5f0e9521e3ea9589645e86051c822268b7cdc149b993a1ba118cb153f56dccb'
const PROOF = toHex(utf8('S=407A5589115FD0D6209F510FE9C04566932CDA56'))

const REQUEST_1 = 'ff03 c021 01 01 000e 0104 05dc 0506 deadbeef'
const ACK_1 = 'ff03 c021 02 01 000e 0104 05dc 0506 deadbeef'
const CHALLENGE = 'ff03 c223 01 07 001b 10 5B5D7C7D7B3F2F3E3C2C602132262628 535256 313233'
const RESPONSE = `ff03 c223 02 07 003a 31 ${PEER_CHALLENGE} 0000000000000000 ${NT_RESPONSE} 00 55736572`
const SUCCESS = `ff03 c223 03 07 002e ${PROOF}`
const IPCP_REQUEST_1 = 'ff03 8021 01 01 0016 0306 00000000 8106 00000000 8306 00000000'
const IPCP_REQUEST_2 = 'ff03 8021 01 02 0016 0306 c0a81e0a 8106 c0a81e01 8306 08080808'
const IPCP_NAK_1 = 'ff03 8021 03 01 0016 0306 c0a81e0a 8106 c0a81e01 8306 08080808'
const IPCP_ACK_2 = 'ff03 8021 02 02 0016 0306 c0a81e0a 8106 c0a81e01 8306 08080808'

const AUTHENTICATED = { type: 'authenticated', method: 'ms-chap-v2' }

let dialogue: Dialogue

beforeEach(() => {
  dialogue = new Dialogue({ crypto: predictable(nodeCrypto) })
})

/** Checks both what the link sends to these frames and that it sends nothing else. */
function exchange(received: string[], sent: string[]): void {
  dialogue.receive(...received)
  expect(dialogue.sent()).toEqual(sent.map(hex))
}

function opens(expected = REQUEST_1): void {
  dialogue.open()
  expect(dialogue.sent()).toEqual([hex(expected)])
}

function opensNetwork(expected = IPCP_REQUEST_1): void {
  dialogue.openNetwork()
  expect(dialogue.sent()).toEqual([hex(expected)])
}

describe('Windows RRAS', () => {
  // 60 bytes of SSTP: MRU 4091, EAP, magic, PFC, ACFC, callback 6, MRRU 1614, endpoint discriminator.
  const ENDPOINT = '1317 01 0102030405060708090a0b0c0d0e0f1011121314'
  const PROPOSAL = `ff03 c021 01 00 0034 0104 0ffb 0304 c227 0506 4a5b6c7d 0702 0802 0d03 06 1104 064e ${ENDPOINT}`

  it('gives up EAP, compression, callback and multilink, and lets us in', () => {
    opens()
    exchange([PROPOSAL], [`ff03 c021 04 00 0026 0702 0802 0d03 06 1104 064e ${ENDPOINT}`])
    exchange([ACK_1], [])
    exchange(
      ['ff03 c021 01 01 0012 0104 0ffb 0304 c227 0506 4a5b6c7d'],
      ['ff03 c021 03 01 0009 0305 c223 81'],
    )
    exchange(
      ['ff03 c021 01 02 0013 0104 0ffb 0305 c223 81 0506 4a5b6c7d'],
      ['ff03 c021 02 02 0013 0104 0ffb 0305 c223 81 0506 4a5b6c7d'],
    )
    // 4091 bytes of MRU hold 4087 of IP with the header that we write.
    expect(dialogue.events()).toEqual([{ type: 'established', mru: 4087, authentication: 'ms-chap-v2' }])
    exchange([CHALLENGE], [RESPONSE])
    exchange([`ff03 c223 03 07 0037 ${PROOF} 204d3d57656c636f6d`], [])
    expect(dialogue.events()).toMatchObject([AUTHENTICATED])
    opensNetwork()
    // CCP with MPPC and MPPE, then its own IPCP request.
    exchange(
      ['ff03 80fd 01 04 000a 1206 01000001', 'ff03 8021 01 05 000a 0306 c0a81e01'],
      ['ff03 c021 08 02 0010 80fd 01 04 000a 1206 01000001', 'ff03 8021 02 05 000a 0306 c0a81e01'],
    )
    exchange([IPCP_NAK_1], [IPCP_REQUEST_2])
    exchange([IPCP_ACK_2], [])
    expect(dialogue.events()).toEqual([
      {
        type: 'network-up',
        address: '192.168.30.10',
        peer: '192.168.30.1',
        dns: ['192.168.30.1', '8.8.8.8'],
        mtu: 1500,
      },
    ])
  })

  it('names the error number that it puts into a Terminate-Request', () => {
    opens()
    exchange(['ff03 c021 05 07 0010 4a5b6c7d 003ccd74 000002dc'], ['ff03 c021 06 07 0004'])
    expect(dialogue.events()).toEqual([
      { type: 'terminated', failure: { code: 'link-terminated', reason: 'Windows error 732' } },
    ])
  })
})

describe('SoftEther', () => {
  const MRU_ONLY = 'ff03 c021 01 02 0008 0104 05dc'
  const ECHO_DATA = '41686f2042616b61204d616e756b6500'

  function agreesOnLcp(): void {
    opens()
    // It sends echoes before LCP is open; they count only afterwards (RFC 1661 section 5.8).
    exchange([`ff03 c021 09 01 0018 00000000 ${ECHO_DATA}`], [])
    exchange(['ff03 c021 01 02 0008 0304 c227'], ['ff03 c021 03 02 0009 0305 c223 81'])
    exchange(['ff03 c021 04 01 000a 0506 deadbeef'], [MRU_ONLY])
    exchange(['ff03 c021 02 02 0008 0104 05dc'], [])
    exchange(['ff03 c021 01 03 0009 0305 c223 81'], ['ff03 c021 02 03 0009 0305 c223 81'])
  }

  it('rejects our magic number, so echoes are answered with zero', () => {
    agreesOnLcp()
    exchange([`ff03 c021 09 04 0018 00000000 ${ECHO_DATA}`], [`ff03 c021 0a 04 0018 00000000 ${ECHO_DATA}`])
    expect(dialogue.events()).toEqual([{ type: 'established', mru: 1500, authentication: 'ms-chap-v2' }])
  })

  it('challenges twice before the first Success', () => {
    agreesOnLcp()
    dialogue.receive('ff03 c223 01 06 0019 10 00112233445566778899aabbccddeeff 76706e31')
    expect(dialogue.sent()).toEqual([expect.stringMatching(/^ff03c2230206003a31/)])
    exchange([CHALLENGE], [RESPONSE])
    exchange([SUCCESS], [])
    expect(dialogue.events().at(-1)).toMatchObject({ ...AUTHENTICATED })
  })

  it('holds the last Ack of IPCP back for longer than our restart timer', () => {
    agreesOnLcp()
    exchange([CHALLENGE, SUCCESS], [RESPONSE])
    dialogue.events()
    opensNetwork()
    exchange([IPCP_NAK_1], [IPCP_REQUEST_2])
    exchange(['ff03 8021 01 01 000a 0306 c0a81e01'], ['ff03 8021 02 01 000a 0306 c0a81e01'])
    dialogue.wait(4_500)
    expect(dialogue.sent()).toEqual([hex(IPCP_REQUEST_2)])
    exchange([IPCP_ACK_2, IPCP_ACK_2], [])
    expect(dialogue.events()).toMatchObject([{ type: 'network-up', address: '192.168.30.10' }])
  })

  it('acknowledges nothing when no DHCP server is behind it', () => {
    agreesOnLcp()
    exchange([CHALLENGE, SUCCESS], [RESPONSE])
    dialogue.events()
    opensNetwork()
    dialogue.wait(60_000)
    expect(dialogue.events()).toEqual([{ type: 'terminated', failure: { code: 'address-none' } }])
    expect(dialogue.link.nextDeadline()).toBeUndefined()
  })

  it('runs through its methods and hangs up when none is wanted', () => {
    dialogue = new Dialogue({ crypto: predictable(nodeCrypto), methods: ['pap'] })
    opens()
    exchange(['ff03 c021 01 02 0008 0304 c227'], ['ff03 c021 03 02 0008 0304 c023'])
    exchange(['ff03 c021 01 03 0009 0305 c223 81'], ['ff03 c021 03 03 0008 0304 c023'])
    exchange(['ff03 c021 05 04 0004'], ['ff03 c021 06 04 0004'])
    expect(dialogue.events()).toEqual([
      {
        type: 'terminated',
        failure: { code: 'no-common-method', offered: ['eap', 'ms-chap-v2'], accepted: ['pap'] },
      },
    ])
  })

  it('rejects EAP after a Nak, and asks for MS-CHAPv2 without meaning it', () => {
    dialogue = new Dialogue({ crypto: predictable(nodeCrypto), methods: ['eap-ms-chap-v2', 'ms-chap-v2'] })
    opens()
    exchange(['ff03 c021 01 02 0008 0304 c227'], ['ff03 c021 02 02 0008 0304 c227'])
    exchange([ACK_1], [])
    exchange(['ff03 c227 01 00 0006 0d 20'], ['ff03 c227 02 00 0006 03 1a'])
    exchange(['ff03 c021 08 04 000c c227 02 00 0006 03 1a'], ['ff03 c021 05 02 0004'])
    expect(dialogue.events().at(-1)).toEqual({
      type: 'terminated',
      failure: { code: 'no-common-method', offered: ['eap-tls'], accepted: ['eap-ms-chap-v2'] },
    })
  })

  it('says E=691 without a text and hangs up', () => {
    agreesOnLcp()
    exchange([CHALLENGE], [RESPONSE])
    dialogue.events()
    const failure = toHex(utf8('E=691 R=0 C=5B5D7C7D7B3F2F3E3C2C602132262628 V=3'))
    exchange([`ff03 c223 04 07 0034 ${failure}`], ['ff03 c021 05 03 0004'])
    expect(dialogue.events()).toEqual([
      {
        type: 'terminated',
        failure: { code: 'sign-in-refused', error: 691, message: '', attemptsAllowed: false },
      },
    ])
    exchange(['ff03 c021 05 05 0004'], [])
  })
})

describe('accel-ppp', () => {
  function connects(): void {
    opens()
    exchange(['ff03 c021 03 01 0008 0104 05ac'], ['ff03 c021 01 02 000e 0104 05ac 0506 deadbeef'])
    exchange(
      [
        'ff03 c021 02 02 000e 0104 05ac 0506 deadbeef',
        'ff03 c021 01 01 0013 0305 c223 81 0506 01020304 0104 05ac',
      ],
      ['ff03 c021 02 01 0013 0305 c223 81 0506 01020304 0104 05ac'],
    )
    exchange([CHALLENGE], [RESPONSE])
    // The Success and the first IPCP request arrive together, before the owner could open the network.
    exchange([SUCCESS, 'ff03 8021 01 01 000a 0306 0a000001'], [])
    dialogue.openNetwork()
    expect(dialogue.sent()).toEqual([hex(IPCP_REQUEST_1), hex('ff03 8021 02 01 000a 0306 0a000001')])
    exchange([IPCP_NAK_1], [IPCP_REQUEST_2])
    exchange([IPCP_ACK_2], [])
  }

  it('lowers our MRU with a Nak', () => {
    connects()
    expect(dialogue.events()).toMatchObject([
      { type: 'established', mru: 1452 },
      AUTHENTICATED,
      { type: 'network-up', peer: '10.0.0.1', mtu: 1452 },
    ])
  })

  it('challenges again in the middle of a session', () => {
    connects()
    dialogue.events()
    exchange([CHALLENGE], [RESPONSE])
    exchange([SUCCESS], [])
    expect(dialogue.events()).toEqual([])
  })

  it('is not believed when it cannot prove itself in the middle of a session', () => {
    connects()
    dialogue.events()
    exchange([CHALLENGE], [RESPONSE])
    exchange([`ff03 c223 03 07 002e ${PROOF.replace(/36$/, '37')}`], ['ff03 c021 05 03 0004'])
    expect(dialogue.events()).toEqual([{ type: 'terminated', failure: { code: 'server-not-authentic' } }])
  })

  it('renegotiates everything', () => {
    connects()
    dialogue.events()
    exchange(
      ['ff03 c021 01 09 000f 0305 c223 81 0506 01020305'],
      ['ff03 c021 01 03 000e 0104 05ac 0506 deadbeef', 'ff03 c021 02 09 000f 0305 c223 81 0506 01020305'],
    )
    expect(dialogue.events()).toEqual([{ type: 'network-down' }])
    exchange(['ff03 c021 02 03 000e 0104 05ac 0506 deadbeef'], [])
    exchange([CHALLENGE, SUCCESS], [RESPONSE])
    expect(dialogue.events()).toMatchObject([{ type: 'established', mru: 1500 }, AUTHENTICATED])
    opensNetwork(IPCP_REQUEST_1.replace('8021 01 01', '8021 01 03'))
    exchange([IPCP_NAK_1.replace('8021 03 01', '8021 03 03')], [IPCP_REQUEST_2.replace('01 02', '01 04')])
    exchange(['ff03 8021 01 02 000a 0306 0a000001'], ['ff03 8021 02 02 000a 0306 0a000001'])
    exchange([IPCP_ACK_2.replace('02 02', '02 04')], [])
    expect(dialogue.events()).toMatchObject([{ type: 'network-up', mtu: 1452 }])
  })
})

describe('MikroTik', () => {
  const PAP_REQUEST = 'ff03 c023 01 01 0014 04 55736572 0a 636c69656e7450617373'

  beforeEach(() => {
    dialogue = new Dialogue({ crypto: predictable(nodeCrypto), methods: ['ms-chap-v2', 'pap'] })
    opens()
    exchange(
      [ACK_1, 'ff03 c021 01 01 000e 0304 c023 0506 01020304'],
      ['ff03 c021 02 01 000e 0304 c023 0506 01020304', PAP_REQUEST],
    )
    dialogue.events()
  })

  it('writes its greeting behind the end of the PAP Ack', () => {
    exchange(['ff03 c023 02 01 0004 08 4c6f67696e206f6b'], [])
    expect(dialogue.events()).toEqual([{ type: 'authenticated', method: 'pap', hlak: new Uint8Array(32) }])
  })

  it('negotiates addresses and IPv6 as captured', () => {
    exchange(['ff03 c023 02 01 0004'], [])
    opensNetwork()
    exchange(['ff03 8021 01 01 000a 0306 ac17180e'], ['ff03 8021 02 01 000a 0306 ac17180e'])
    exchange(
      ['ff03 8057 01 01 000e 010a f101 0343 cfea 4ffe'],
      ['ff03 c021 08 02 0014 8057 01 01 000e 010a f101 0343 cfea 4ffe'],
    )
    // Its Reject of header compression answers a client that asked for it; ours did not, and asks on.
    exchange(['ff03 8021 04 01 000a 0206 002d 0f01'], [IPCP_REQUEST_1.replace('01 01', '01 02')])
  })

  it('offers no name servers', () => {
    exchange(['ff03 c023 02 01 0004'], [])
    opensNetwork()
    exchange(
      ['ff03 8021 04 01 0010 8106 00000000 8306 00000000', 'ff03 8021 01 01 000a 0306 ac17180e'],
      ['ff03 8021 01 02 000a 0306 00000000', 'ff03 8021 02 01 000a 0306 ac17180e'],
    )
    exchange(['ff03 8021 03 02 000a 0306 ac17180f'], ['ff03 8021 01 03 000a 0306 ac17180f'])
    exchange(['ff03 8021 02 03 000a 0306 ac17180f'], [])
    expect(dialogue.events().at(-1)).toEqual({
      type: 'network-up',
      address: '172.23.24.15',
      peer: '172.23.24.14',
      dns: [],
      mtu: 1500,
    })
  })
})

describe('pppd behind an SSTP front', () => {
  function agreesOnLcp(): void {
    opens()
    // ACCM 0, authentication, magic, PFC, ACFC.
    exchange(
      [ACK_1, 'ff03 c021 01 01 0019 0206 00000000 0305 c223 81 0506 01020304 0702 0802'],
      ['ff03 c021 04 01 0008 0702 0802'],
    )
    exchange(
      ['ff03 c021 01 02 0015 0206 00000000 0305 c223 81 0506 01020304'],
      ['ff03 c021 02 02 0015 0206 00000000 0305 c223 81 0506 01020304'],
    )
    exchange([CHALLENGE], [RESPONSE])
    exchange([SUCCESS], [])
    dialogue.events()
  }

  it('asks for header compression and CCP and goes on without them', () => {
    agreesOnLcp()
    opensNetwork()
    exchange(
      [
        'ff03 80fd 01 01 000f 1a04 7800 1804 7800 1503 2f',
        'ff03 8021 01 01 0010 0206 002d 0f01 0306 0a000001',
        'ff03 8057 01 01 000e 010a 0000000000000001',
      ],
      [
        'ff03 c021 08 02 0015 80fd 01 01 000f 1a04 7800 1804 7800 1503 2f',
        'ff03 8021 04 01 000a 0206 002d 0f01',
        'ff03 c021 08 03 0014 8057 01 01 000e 010a 0000000000000001',
      ],
    )
    exchange(['ff03 8021 01 02 000a 0306 0a000001'], ['ff03 8021 02 02 000a 0306 0a000001'])
    exchange([IPCP_NAK_1], [IPCP_REQUEST_2])
    exchange([IPCP_ACK_2], [])
    expect(dialogue.events()).toMatchObject([{ type: 'network-up', peer: '10.0.0.1' }])
  })

  it('is understood without FF 03', () => {
    agreesOnLcp()
    exchange(['c021 09 05 0008 01020304'], ['ff03 c021 0a 05 0008 deadbeef'])
  })

  it('ends the link in words when it insists on MPPE', () => {
    agreesOnLcp()
    opensNetwork()
    const reason = toHex(utf8('MPPE required but peer negotiation failed'))
    exchange([`ff03 c021 05 03 002d ${reason}`], ['ff03 c021 06 03 0004'])
    expect(dialogue.events()).toEqual([
      {
        type: 'terminated',
        failure: { code: 'link-terminated', reason: 'MPPE required but peer negotiation failed' },
      },
    ])
  })
})

describe('every server', () => {
  it('sees the HLAK of RFC 3079 in the authenticated event', () => {
    opens()
    exchange([ACK_1, 'ff03 c021 01 01 0009 0305 c223 81'], ['ff03 c021 02 01 0009 0305 c223 81'])
    exchange([CHALLENGE, SUCCESS], [RESPONSE])
    const authenticated = dialogue.events().find((event) => event.type === 'authenticated')
    expect(authenticated && toHex(authenticated.hlak)).toBe(HLAK)
  })

  it('never finds the password in a log line', () => {
    opens()
    exchange([ACK_1, 'ff03 c021 01 01 0009 0305 c223 81'], ['ff03 c021 02 01 0009 0305 c223 81'])
    dialogue.receive('ff03 c223 01 07 0005 10', CHALLENGE, SUCCESS)
    dialogue.events()
    expect(dialogue.logs).not.toEqual([])
    expect(dialogue.logs.join()).not.toContain('clientPass')
  })
})
