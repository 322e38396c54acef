import { nodeCrypto } from '../../../engine/node-crypto.ts'
import { concat, fromHex, readU16, toHex, utf8 } from '../../bytes.ts'
import type { ProtocolFailure } from '../../errors.ts'
import type { Credentials } from '../../ppp/auth/authenticator.ts'
import type { AuthMethod } from '../../ppp/auth/method.ts'
import { predictable } from '../../ppp/test-support/dialogue.ts'
import { EapPeer } from '../eap-peer.ts'
import { eapPlans } from '../eap-plans.ts'
import type { TlsState } from '../tls-stream.ts'
import { ClearTls } from './clear-tls.ts'

/** RFC 2759 section 9.2: what the server asks, what it gets from User with clientPass, and its proof. */
export const RFC_2759 = {
  challenge: '5B5D7C7D7B3F2F3E3C2C602132262628',
  ntResponse: '82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df',
  proof: 'S=407A5589115FD0D6209F510FE9C04566932CDA56',
  hlak: 'd5f0e9521e3ea9589645e86051c822268b7cdc149b993a1ba118cb153f56dccb',
} as const

export interface TunnelledOptions {
  methods: readonly AuthMethod[]
  secured?: TlsState
  credentials?: Partial<Credentials>
}

const START = 0x20

/** A sign-in by a method with TLS, seen from the server, which says in the tunnel whatever a test wants. */
export class Tunnelled {
  readonly #type: number
  readonly #peer: EapPeer
  #identifier = 0
  readonly sent: Uint8Array[] = []
  readonly log: string[] = []
  failure: ProtocolFailure | undefined
  /** Of the method, once an EAP Success was believed. */
  key: Uint8Array | undefined
  method = ''

  constructor(type: number, { methods, secured, credentials: given }: TunnelledOptions) {
    this.#type = type
    const credentials = { user: 'User', password: 'clientPass', ...given }
    const eap = { tls: new ClearTls(secured) }
    const plans = eapPlans({ crypto: predictable(nodeCrypto), credentials, methods, eap, fragment: 1_000 })
    this.#peer = new EapPeer(
      { identity: utf8('somebody@example.com'), plans, accepted: methods },
      {
        send: ({ body }) => this.sent.push(body),
        succeeded: ({ key, name }) => {
          this.key = key
          this.method = name
        },
        failed: (failure) => {
          this.failure ??= failure
        },
        passwordChanged: () => {},
        log: (text) => this.log.push(text),
      },
    )
  }

  /** Up to the tunnel. */
  begin(): this {
    this.request(Uint8Array.of(START))
    this.request(concat(Uint8Array.of(0), utf8('server hello')))
    return this
  }

  /** One packet of the method. */
  request(data: Uint8Array): void {
    this.receive(1, concat(Uint8Array.of(this.#type), data))
  }

  receive(code: number, body: Uint8Array = new Uint8Array(0)): void {
    this.#identifier = (this.#identifier + 1) & 0xff
    this.#peer.handlePacket({ code, identifier: this.#identifier, body }, 0)
  }

  /** Says this inside the tunnel, in hex or bytes; returns what is answered in there, in hex. */
  say(plain: string | Uint8Array): string {
    const before = this.sent.length
    this.request(concat(Uint8Array.of(0), typeof plain === 'string' ? fromHex(plain) : plain))
    return this.sent.slice(before).map(inner).join(' ')
  }

  succeed(): void {
    this.receive(3)
  }

  fail(): void {
    this.receive(4)
  }
}

/** What a packet carries behind type, flags, and length. */
function inner(body: Uint8Array): string {
  return toHex(body.subarray((body[1] & 0x80) === 0 ? 2 : 6))
}

/** A Request for TLVs at the end of PEAP, with its header. */
export function extensions(tlvs: string): Uint8Array {
  const packet = concat(fromHex('01 05 0000 21'), fromHex(tlvs))
  packet[3] = packet.length
  return packet
}

/** An OpCode of EAP-MSCHAPv2 with a message of text. */
export function msChapMessage(op: number, text: string): Uint8Array {
  const bytes = utf8(text)
  return concat(Uint8Array.of(26, op, 7, 0, bytes.length + 4), bytes)
}

/** The TLVs of an answer, without the header. */
export function tlvsOf(answer: string): string {
  const packet = fromHex(answer)
  return packet[4] === 33 && readU16(packet, 2) === packet.length ? toHex(packet.subarray(5)) : answer
}
