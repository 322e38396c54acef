import type { Option } from '../protocol/ppp/option.ts'
import { STATUS } from '../protocol/sstp/constants.ts'
import type { Incident } from './incident.ts'
import type { InnerBehaviour } from './inner-behaviour.ts'

/** Names of sign-in methods in the order in which servers know them; `none` asks for no sign-in. */
export type OfferedMethod = 'eap' | 'ms-chap-v2' | 'ms-chap' | 'chap-md5' | 'pap' | 'none'

/** How a server differs from a strict one. Plain data apart from option bytes, so that it can be combined freely. */
export interface Behaviour {
  http: HttpBehaviour
  call: CallBehaviour
  lcp: LcpBehaviour
  auth: AuthBehaviour
  ipcp: IpcpBehaviour
  /** What there is inside the tunnel besides IPv4. */
  inner: InnerBehaviour
  /** What goes wrong, and when. */
  incidents: readonly Incident[]
}

export interface HttpBehaviour {
  /** Status line and headers of the answer that opens the stream. */
  accept: readonly string[]
  /** Instead of opening the stream. */
  refuse?: { head: readonly string[]; body: string }
  checksPath: boolean
  /** accel-ppp's `host-name`: any other Host is 404. */
  host?: string
  /** sorz throws away what came behind the request in the same read. */
  dropsPipelined: boolean
}

export interface CallBehaviour {
  /** Hash bit mask of CALL_CONNECT_ACK. */
  hashes: number
  /** CALL_CONNECT_NAKs before the request is accepted. */
  naks: number
  /** SoftEther never looks at the proof. `refuse` takes every proof for a wrong one. */
  binding: 'verify' | 'ignore' | 'refuse'
  /** Status of the abort that answers a wrong proof. */
  bindingStatus: { status: number; attribute: number }
  /** Layout of Status Info in CALL_ABORT and CALL_DISCONNECT: sorz sends four bare bytes, SoftEther nothing. */
  statusInfo: 'right' | 'bare' | 'none'
  /** SoftEther has no code for ECHO_REQUEST. */
  answersEcho: boolean
  /** Milliseconds between ECHO_REQUESTs; `whenSilent` sends them only when nothing was received for so long. */
  hello: { everyMs: number; whenSilent: boolean }
  /** Milliseconds of silence after which the client counts as dead. */
  patienceMs: number
  answersDisconnect: boolean
  /** Milliseconds between the last message and the end of the TCP connection. */
  lingerMs: number
  /** SoftEther ends TCP without TLS close_notify. */
  closeNotify: boolean
}

export interface LcpBehaviour {
  /** SoftEther says nothing before the client's first data packet. */
  waitsForClient: boolean
  /** Own MRU to ask for; absent asks for none. */
  mru?: number
  magic: boolean
  /** Options asked for in addition. */
  extras: readonly Option[]
  /** Types that are rejected when the client asks for them. */
  rejects: readonly number[]
  /** The client's MRU must lie within, or is corrected to `max`. */
  clientMru: { min: number; max: number }
  /** SoftEther drops frames without FF 03. */
  requiresAddressField: boolean
  /** How the server's own frames begin. */
  framing: 'full' | 'no-address' | 'compressed'
  answersEcho: boolean
  /** LCP Echo-Requests of the server. */
  echo?: { everyMs: number; beforeOpen: boolean; text: string }
  /** RRAS identifies itself (RFC 1570) as soon as the link is up. */
  identification?: string
}

export interface AuthBehaviour {
  /** Asked for in this order, the next one after every refusal. */
  methods: readonly OfferedMethod[]
  /** Takes the method that the client suggests, when it is on the list. */
  takesSuggestion: boolean
  challengeName: string
  /** Text behind `S=...` in Success; SoftEther sends none. */
  successText: string
  /** Challenges that must be answered before Success. */
  rounds: number
  /** Claims to know the password without proving it. */
  wrongProof: boolean
  /** Signs in by EAP without learning a key of it, as some Windows servers do: the binding has to be made with zeros. */
  keyless?: boolean
  /** Refuses everybody, with this. */
  failure?: { error: number; text: string }
  papAck: 'text' | 'empty' | 'text-behind-the-end'
}

export interface IpcpBehaviour {
  /** A hub without DHCP never answers. */
  answers: boolean
  /** SoftEther speaks only after the client. */
  waitsForClient: boolean
  /** SoftEther keeps the first answer back while it waits for router advertisements. */
  holdMs: number
  dns: 'give' | 'reject'
  /** Frames of other protocols, such as CCP, sent when sign-in is over. */
  alsoSends: readonly { protocol: number; packet: string }[]
}

const ENDLESS = 'Content-Length: 18446744073709551615'

/** A server that follows MS-SSTP to the letter and forgives nothing; the others are described as differences to it. */
export const STRICT: Behaviour = {
  http: { accept: ['HTTP/1.1 200 OK', ENDLESS], checksPath: true, dropsPipelined: false },
  call: {
    hashes: 3,
    naks: 0,
    binding: 'verify',
    bindingStatus: { status: STATUS.VALUE_NOT_SUPPORTED, attribute: 3 },
    statusInfo: 'right',
    answersEcho: true,
    hello: { everyMs: 60_000, whenSilent: true },
    patienceMs: 120_000,
    answersDisconnect: true,
    lingerMs: 1_000,
    closeNotify: true,
  },
  lcp: {
    waitsForClient: false,
    mru: 1500,
    magic: true,
    extras: [],
    rejects: [],
    clientMru: { min: 128, max: 4087 },
    requiresAddressField: false,
    framing: 'full',
    answersEcho: true,
  },
  auth: {
    methods: ['ms-chap-v2', 'pap'],
    takesSuggestion: true,
    challengeName: 'strict',
    successText: ' M=Welcome',
    rounds: 1,
    wrongProof: false,
    papAck: 'text',
  },
  ipcp: { answers: true, waitsForClient: false, holdMs: 0, dns: 'give', alsoSends: [] },
  inner: {},
  incidents: [],
}

/** The parts of a behaviour that differ from another. */
export type Difference = {
  [Part in keyof Behaviour]?: Behaviour[Part] extends readonly unknown[]
    ? Behaviour[Part]
    : Partial<Behaviour[Part]>
}

export function vary(base: Behaviour, difference: Difference): Behaviour {
  return {
    http: { ...base.http, ...difference.http },
    call: { ...base.call, ...difference.call },
    lcp: { ...base.lcp, ...difference.lcp },
    auth: { ...base.auth, ...difference.auth },
    ipcp: { ...base.ipcp, ...difference.ipcp },
    inner: { ...base.inner, ...difference.inner },
    incidents: [...base.incidents, ...(difference.incidents ?? [])],
  }
}
