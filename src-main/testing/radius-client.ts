import dgram from 'node:dgram'
import { utf8 } from '../protocol/bytes.ts'
import {
  ATTRIBUTE,
  type Attribute,
  attributesOf,
  decodeAnswer,
  encodeRequest,
  joined,
  mppeKeys,
  RADIUS_CODE,
} from './radius-packet.ts'

export interface RadiusServer {
  host: string
  port: number
  secret: string
}

export interface RadiusReply {
  type: 'accept' | 'reject' | 'challenge'
  attributes: readonly Attribute[]
  /** What MS-SSTP section 3.2.5.2.2 makes of the keys that came along; zeros where none did. */
  hlak: Uint8Array
}

export type EapVerdict = Omit<RadiusReply, 'attributes'> & { eap: Uint8Array }

const ANSWER_MS = 5_000
const NAS_PORT_TYPE_VIRTUAL = Uint8Array.of(0, 0, 0, 5)
const HLAK_LENGTH = 32

/** One conversation with a RADIUS server, as the VPN server in the middle has it. */
export class RadiusConversation {
  readonly #server: RadiusServer
  #state: Uint8Array = new Uint8Array(0)
  #identifier = 0

  constructor(server: RadiusServer) {
    this.#server = server
  }

  /** Passes one packet of EAP on (RFC 3579). */
  async askEap(user: string, eap: Uint8Array): Promise<EapVerdict> {
    const { attributes, ...verdict } = await this.ask(user, attributesOf(ATTRIBUTE.eapMessage, eap))
    return { ...verdict, eap: joined(attributes, ATTRIBUTE.eapMessage) }
  }

  /** Sends a request; rejects when nobody answers, or somebody without the secret. */
  async ask(user: string, what: readonly Attribute[]): Promise<RadiusReply> {
    const { secret } = this.#server
    this.#identifier = (this.#identifier + 1) & 0xff
    const { packet, authenticator } = encodeRequest(
      this.#identifier,
      [
        { type: ATTRIBUTE.userName, value: utf8(user) },
        { type: ATTRIBUTE.nasIdentifier, value: utf8('culvert-test') },
        { type: ATTRIBUTE.nasPortType, value: NAS_PORT_TYPE_VIRTUAL },
        { type: ATTRIBUTE.framedMtu, value: Uint8Array.of(0, 0, 4, 176) },
        ...what,
        ...attributesOf(ATTRIBUTE.state, this.#state),
      ],
      secret,
    )
    const { code, attributes } = decodeAnswer(await this.#exchange(packet), authenticator, secret)
    this.#state = joined(attributes, ATTRIBUTE.state)
    const hlak = new Uint8Array(HLAK_LENGTH)
    if (code === RADIUS_CODE.accessChallenge) return { type: 'challenge', attributes, hlak }
    if (code !== RADIUS_CODE.accessAccept) return { type: 'reject', attributes, hlak }
    const keys = mppeKeys(attributes, authenticator, secret)
    // 32 bytes are the first half of the MSK; MS-CHAPv2 has two keys of 16 (RFC 3079), also inside EAP.
    hlak.set(keys.receive.subarray(0, HLAK_LENGTH))
    if (keys.receive.length === 16) hlak.set(keys.send.subarray(0, 16), 16)
    return { type: 'accept', attributes, hlak }
  }

  #exchange(packet: Uint8Array): Promise<Uint8Array> {
    const { host, port } = this.#server
    return new Promise((resolve, reject) => {
      const socket = dgram.createSocket('udp4')
      const done = (settle: () => void) => {
        clearTimeout(timer)
        socket.close()
        settle()
      }
      const timer = setTimeout(() => done(() => reject(new Error('RADIUS: no answer'))), ANSWER_MS)
      socket.on('error', (error) => done(() => reject(error)))
      socket.on('message', (message) => done(() => resolve(new Uint8Array(message))))
      socket.send(packet, port, host)
    })
  }
}
