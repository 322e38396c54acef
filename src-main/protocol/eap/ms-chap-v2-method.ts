import { concat, readU16, utf8, writeU16 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { CHALLENGE_LENGTH, type Credentials } from '../ppp/auth/authenticator.ts'
import { MsChapExchange } from '../ppp/auth/ms-chap-exchange.ts'
import { parseMsChapFailure } from '../ppp/auth/ms-chap-failure.ts'
import { EAP_TYPE } from './constants.ts'
import type { EapMethod, EapMethodHooks } from './eap-method.ts'

/** OpCodes (draft-kamath-pppext-eap-mschapv2 section 2); the packets are those of CHAP inside EAP. */
const OP = { challenge: 1, response: 2, success: 3, failure: 4, changePassword: 7 } as const

/** OpCode, MS-CHAPv2-ID and MS-Length. */
const HEADER_LENGTH = 4

/** EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2-02) as the one who signs in, also inside PEAP. */
export class EapMsChapV2 implements EapMethod {
  readonly type = EAP_TYPE.msChapV2
  readonly name = 'eap-ms-chap-v2'
  readonly #credentials: Credentials
  readonly #hooks: EapMethodHooks
  readonly #exchange: MsChapExchange
  #key: Uint8Array | undefined

  constructor(crypto: CryptoProvider, credentials: Credentials, hooks: EapMethodHooks) {
    this.#credentials = credentials
    this.#hooks = hooks
    this.#exchange = new MsChapExchange(crypto, credentials)
  }

  /** Both master keys, 32 bytes, the client's send key first; RFC 3748 would have zeros behind them. */
  get key(): Uint8Array | undefined {
    return this.#key
  }

  handleRequest(data: Uint8Array): void {
    const packet = parse(data)
    switch (packet?.op) {
      case OP.challenge:
        this.#handleChallenge(packet)
        return
      case OP.success:
        this.#handleSuccess(packet.body)
        return
      case OP.failure:
        this.#handleFailure(packet)
        return
      default:
        this.#hooks.log('EAP-MSCHAPv2: dropped a malformed packet')
    }
  }

  handleProgress(): void {}

  close(): void {}

  #handleChallenge({ identifier, body }: Packet): void {
    const challenge = body.slice(1, 1 + CHALLENGE_LENGTH)
    if (body[0] !== CHALLENGE_LENGTH || challenge.length !== CHALLENGE_LENGTH) {
      this.#hooks.log('EAP-MSCHAPv2: dropped a malformed Challenge')
      return
    }
    this.#key = undefined
    const value = this.#exchange.answer(challenge, identifier)
    const name = utf8(this.#credentials.user)
    this.#hooks.respond(encode(OP.response, identifier, concat(Uint8Array.of(value.length), value, name)))
  }

  #handleSuccess(message: Uint8Array): void {
    const key = this.#exchange.keyOfSuccess(message)
    if (key === undefined) {
      this.#hooks.failed({ code: 'server-not-authentic' })
      return
    }
    if (this.#exchange.changedPassword) this.#hooks.passwordChanged()
    this.#key = key
    this.#hooks.respond(Uint8Array.of(OP.success))
  }

  #handleFailure({ identifier, body }: Packet): void {
    const change = this.#exchange.changePassword(body)
    if (change !== undefined) {
      this.#hooks.log('EAP-MSCHAPv2: the password has expired and is changed')
      this.#hooks.respond(encode(OP.changePassword, (identifier + 1) & 0xff, change))
      return
    }
    this.#hooks.respond(Uint8Array.of(OP.failure))
    this.#hooks.failed(parseMsChapFailure(body))
  }
}

interface Packet {
  op: number
  identifier: number
  body: Uint8Array
}

function parse(data: Uint8Array): Packet | undefined {
  if (data.length < HEADER_LENGTH) return undefined
  const length = readU16(data, 2)
  if (length < HEADER_LENGTH || length > data.length) return undefined
  return { op: data[0], identifier: data[1], body: data.subarray(HEADER_LENGTH, length) }
}

function encode(op: number, identifier: number, body: Uint8Array): Uint8Array {
  const packet = concat(Uint8Array.of(op, identifier, 0, 0), body)
  writeU16(packet, 2, packet.length)
  return packet
}
