import { fromHex } from '../protocol/bytes.ts'
import { PROTOCOL } from '../protocol/ppp/constants.ts'
import { STATUS } from '../protocol/sstp/constants.ts'
import { type Behaviour, STRICT, vary } from './behaviour.ts'

const ENDLESS = 'Content-Length: 18446744073709551615'
const DATE = 'Date: Thu, 09 Nov 2006 00:51:09 GMT'

const PROTOCOL_FIELD_COMPRESSION = { type: 7, data: fromHex('') }
const ADDRESS_FIELD_COMPRESSION = { type: 8, data: fromHex('') }

/** Configure-Requests of protocols that no client needs: CCP with MPPC, deflate or BSD, and IPV6CP. */
const CCP_MPPC = { protocol: PROTOCOL.ccp, packet: '01 05 000a 12 06 01000001' }
const CCP_DEFLATE_BSD = { protocol: PROTOCOL.ccp, packet: '01 01 000f 1a 04 7800 18 04 7800 15 03 2f' }
const IPV6CP = { protocol: PROTOCOL.ipv6cp, packet: '01 01 000e 01 0a f1010343cfea4ffe' }

const rras = vary(STRICT, {
  http: { accept: ['HTTP/1.1 200', ENDLESS, 'Server: Microsoft-HTTPAPI/2.0', DATE] },
  lcp: {
    mru: 4091,
    extras: [
      { type: 0x0d, data: fromHex('06') },
      { type: 0x11, data: fromHex('064e') },
      { type: 0x13, data: fromHex('01 c0000201 c0000201 c0000201 c0000201 00000001') },
      PROTOCOL_FIELD_COMPRESSION,
      ADDRESS_FIELD_COMPRESSION,
    ],
    identification: 'MSRASV5.20',
  },
  auth: { methods: ['eap', 'ms-chap-v2', 'chap-md5', 'pap'], challengeName: 'RRAS' },
  ipcp: { alsoSends: [CCP_MPPC, IPV6CP] },
})

const accelPpp = vary(STRICT, {
  http: { accept: ['HTTP/1.1 200 OK', DATE, ENDLESS] },
  call: { bindingStatus: { status: STATUS.INVALID_FRAME_RECEIVED, attribute: 0 }, patienceMs: 120_000 },
  lcp: { mru: 1452, clientMru: { min: 100, max: 1452 } },
  auth: {
    methods: ['ms-chap-v2', 'ms-chap', 'chap-md5', 'pap'],
    challengeName: 'accel-ppp',
    successText: ' M=Authentication succeeded',
  },
  ipcp: { alsoSends: [CCP_MPPC] },
})

const mikrotik = vary(STRICT, {
  lcp: { mru: 1500, rejects: [2] },
  auth: { methods: ['ms-chap-v2', 'ms-chap', 'chap-md5', 'pap'], papAck: 'text-behind-the-end' },
  ipcp: { alsoSends: [IPV6CP] },
})

const softether = vary(STRICT, {
  http: { accept: ['HTTP/1.1 200 OK', ENDLESS, DATE, 'Server: Microsoft-HTTPAPI/2.0'], checksPath: true },
  call: {
    hashes: 2,
    binding: 'ignore',
    statusInfo: 'none',
    answersEcho: false,
    hello: { everyMs: 3_000, whenSilent: false },
    patienceMs: 20_000,
    lingerMs: 300,
    closeNotify: false,
  },
  lcp: {
    waitsForClient: true,
    mru: undefined,
    magic: false,
    rejects: [2, 5, 7, 8, 13],
    clientMru: { min: 100, max: 1500 },
    requiresAddressField: true,
    echo: { everyMs: 4_792, beforeOpen: true, text: 'Aho Baka Manuke\0' },
  },
  auth: {
    methods: ['eap', 'ms-chap-v2', 'pap'],
    takesSuggestion: false,
    challengeName: 'softether',
    successText: '',
    papAck: 'empty',
  },
  ipcp: { waitsForClient: true, holdMs: 4_500 },
})

const sorz = vary(STRICT, {
  http: {
    accept: ['HTTP/1.1 200 OK', ENDLESS, 'Server: SSTP-Server/0.7'],
    checksPath: false,
    dropsPipelined: true,
  },
  call: { statusInfo: 'bare' },
  lcp: {
    mru: undefined,
    extras: [{ type: 2, data: fromHex('00000000') }, PROTOCOL_FIELD_COMPRESSION, ADDRESS_FIELD_COMPRESSION],
  },
  auth: { methods: ['ms-chap-v2'], successText: ' M=Access granted' },
  ipcp: { alsoSends: [CCP_DEFLATE_BSD, IPV6CP] },
})

/** Servers as they were seen on the wire or read in their sources, by name. */
export const BEHAVIOURS = {
  strict: STRICT,
  rras,
  'accel-ppp': accelPpp,
  mikrotik,
  softether,
  sorz,
} as const satisfies Record<string, Behaviour>

export type BehaviourName = keyof typeof BEHAVIOURS

export const BEHAVIOUR_NAMES = Object.keys(BEHAVIOURS) as BehaviourName[]
