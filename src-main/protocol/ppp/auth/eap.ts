import { utf8 } from '../../bytes.ts'
import { EAP_CODE } from '../../eap/constants.ts'
import type { EapMethod } from '../../eap/eap-method.ts'
import { EapPeer } from '../../eap/eap-peer.ts'
import { eapPlans } from '../../eap/eap-plans.ts'
import type { ProtocolFailure } from '../../errors.ts'
import { PROTOCOL } from '../constants.ts'
import type { ControlPacket } from '../control-packet.ts'
import {
  type Authenticator,
  type AuthenticatorHooks,
  type AuthenticatorOptions,
  CREDENTIAL_MAX,
  credentialTooLong,
  HLAK_LENGTH,
} from './authenticator.ts'
import { type AuthMethod, isSupportedMethod } from './method.ts'

/** Bytes of TLS in one packet: what a RADIUS server behind the VPN server takes without cutting it once more. */
const FRAGMENT = 1_000

/** Protocol, address and control, EAP's header, type, flags and length of one packet with a fragment. */
const FRAGMENT_OVERHEAD = 16

/**
 * EAP as PPP's sign-in (RFC 3748 section 3.1). The server asks, repeats and may ask again at any time; each conversation
 * gets a peer of its own. Identities before a tunnel are the outer one, so that the user's name stays inside.
 */
export class Eap implements Authenticator {
  readonly protocol = PROTOCOL.eap
  readonly #options: AuthenticatorOptions
  readonly #hooks: AuthenticatorHooks
  #peer: EapPeer
  #isOver = false

  constructor(options: AuthenticatorOptions, hooks: AuthenticatorHooks) {
    this.#options = options
    this.#hooks = hooks
    this.#peer = this.#createPeer()
  }

  start(_now: number): void {
    if (utf8(this.#options.credentials.user).length > CREDENTIAL_MAX) {
      this.#hooks.failed(credentialTooLong('user'))
    }
  }

  handlePacket(packet: ControlPacket, now: number): void {
    if (this.#isOver) {
      // What is repeated of a conversation that has ended needs no answer; a Request begins another.
      if (packet.code !== EAP_CODE.request) return
      this.#peer.close()
      this.#peer = this.#createPeer()
      this.#isOver = false
    }
    this.#peer.handlePacket(packet, now)
  }

  handleProgress(now: number): void {
    this.#peer.handleProgress(now)
  }

  /** RFC 3748 section 4.3: only the server repeats; how long to wait for it is the owner's decision. */
  handleTimeout(_now: number): void {}

  nextDeadline(): number | undefined {
    return undefined
  }

  failureOfRefusals(): ProtocolFailure | undefined {
    return this.#peer.failureOfRefusals()
  }

  close(): void {
    this.#peer.close()
  }

  #createPeer(): EapPeer {
    const { crypto, credentials, methods = [], eap = {}, peerMru = FRAGMENT } = this.#options
    const fragment = Math.min(FRAGMENT, peerMru - FRAGMENT_OVERHEAD)
    const plans = eapPlans({ crypto, credentials, methods, eap, fragment })
    const identity = utf8(eap.outerIdentity ?? credentials.user)
    const accepted = methods.filter((method) => method.startsWith('eap-') || method.startsWith('peap-'))
    return new EapPeer(
      { identity, plans, accepted },
      {
        send: (packet) => this.#hooks.send(this.protocol, packet),
        succeeded: (method, now) => this.#handleSuccess(method, now),
        failed: (failure) => this.#hooks.failed(failure),
        passwordChanged: () => this.#hooks.passwordChanged(),
        log: (text) => this.#hooks.log(text),
      },
    )
  }

  #handleSuccess({ key, name }: EapMethod, now: number): void {
    this.#isOver = true
    const hlak = new Uint8Array(HLAK_LENGTH)
    const method: AuthMethod | undefined = isSupportedMethod(name) ? name : undefined
    // MS-SSTP section 3.2.5.2.2: the first half of the MSK; some Windows servers have zeros for this one method.
    const { zeroKey, serverVerified } = this.#options
    const isZero = method === 'eap-ms-chap-v2' && zeroKey === true && serverVerified === true
    if (key !== undefined && !isZero) hlak.set(key.subarray(0, HLAK_LENGTH))
    this.#hooks.succeeded(hlak, now, method)
  }
}
