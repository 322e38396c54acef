import { isIPv4, isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'
import { FailureError, type ProxyFailure } from '../../../src-shared/failure.ts'
import type { Dialogue, DialogueStep } from './dialogue.ts'
import { ipv6Groups } from './ipv6-groups.ts'
import { authority, type ProxyServer, type ProxyTarget, proxyName } from './proxy.ts'

/** RFC 1928 sections 3 to 6, RFC 1929 section 2. */
const VERSION = 5
const SIGN_IN_VERSION = 1
const METHOD = { none: 0, password: 2, unacceptable: 0xff } as const
const CONNECT = 1
const ADDRESS = { ipv4: 1, name: 3, ipv6: 4 } as const

/** The longest user name, password or host name that a length byte can tell. */
const MAX_FIELD = 255

/** What the replies of section 6 mean. */
const REPLIES: Readonly<Record<number, string>> = {
  1: 'general failure',
  3: 'network unreachable',
  4: 'host unreachable',
  5: 'connection refused',
  6: 'time to live expired',
}
const REPLY = { ok: 0, forbidden: 2 } as const

/** SOCKS5 up to the point where the connection is the target's. The target's name is the proxy's to look up. */
export class Socks5 implements Dialogue {
  readonly #proxy: ProxyServer
  readonly #target: ProxyTarget
  #phase: 'method' | 'sign-in' | 'reply' = 'method'
  #held: Uint8Array = new Uint8Array()

  /** Throws `FailureError` when name or password are longer than the protocol can say. */
  constructor(proxy: ProxyServer, target: ProxyTarget) {
    this.#proxy = proxy
    this.#target = target
    for (const field of [proxy.user, proxy.password, asciiHost(target.host)]) {
      if (Buffer.byteLength(field ?? '') > MAX_FIELD)
        throw new FailureError(this.#nonsense('a name or password is too long for SOCKS5'))
    }
  }

  start(): Uint8Array {
    this.#phase = 'method'
    this.#held = new Uint8Array()
    const methods = this.#proxy.user === undefined ? [METHOD.none] : [METHOD.none, METHOD.password]
    return Uint8Array.of(VERSION, methods.length, ...methods)
  }

  handleBytes(chunk: Uint8Array): DialogueStep {
    this.#held = Buffer.concat([this.#held, chunk])
    switch (this.#phase) {
      case 'method':
        return this.#handleMethod()
      case 'sign-in':
        return this.#handleSignIn()
      case 'reply':
        return this.#handleReply()
    }
  }

  #handleMethod(): DialogueStep {
    if (this.#held.length > 0 && this.#held[0] !== VERSION) return this.#failed(this.#nonsense('not SOCKS5'))
    const answer = this.#take(2)
    if (answer === undefined) return { type: 'more' }
    const proxy = proxyName(this.#proxy)
    switch (answer[1]) {
      case METHOD.none:
        return this.#sendRequest()
      case METHOD.password:
        if (this.#proxy.user === undefined)
          return this.#failed(this.#nonsense('a method that nobody offered'))
        return this.#sendPassword()
      case METHOD.unacceptable:
        return this.#failed(
          this.#proxy.user === undefined
            ? { code: 'proxy-sign-in-needed', proxy, methods: ['password'] }
            : { code: 'proxy-method-not-supported', proxy, methods: [] },
        )
      default:
        return this.#failed(this.#nonsense('a method that nobody offered'))
    }
  }

  #sendPassword(): DialogueStep {
    if (this.#held.length > 0) return this.#failed(this.#nonsense('it answers before it is asked'))
    this.#phase = 'sign-in'
    const { user = '', password = '' } = this.#proxy
    return {
      type: 'send',
      bytes: Buffer.concat([Uint8Array.of(SIGN_IN_VERSION), field(user), field(password)]),
    }
  }

  #handleSignIn(): DialogueStep {
    const answer = this.#take(2)
    if (answer === undefined) return { type: 'more' }
    // Some servers answer with the version of SOCKS; only the status decides.
    if (answer[1] === 0) return this.#sendRequest()
    const { user = '' } = this.#proxy
    return this.#failed({
      code: 'proxy-sign-in-refused',
      proxy: proxyName(this.#proxy),
      method: 'password',
      user,
    })
  }

  #sendRequest(): DialogueStep {
    if (this.#held.length > 0) return this.#failed(this.#nonsense('it answers before it is asked'))
    this.#phase = 'reply'
    const { host, port } = this.#target
    const head = Uint8Array.of(VERSION, CONNECT, 0)
    return {
      type: 'send',
      bytes: Buffer.concat([head, encodeAddress(host), Uint8Array.of(port >>> 8, port & 0xff)]),
    }
  }

  #handleReply(): DialogueStep {
    const held = this.#held
    if (held.length > 0 && held[0] !== VERSION) return this.#failed(this.#nonsense('not SOCKS5'))
    const proxy = proxyName(this.#proxy)
    const target = authority(this.#target)
    // A refusal is complete with its code: not every server adds the address that belongs to it.
    if (held.length >= 2 && held[1] !== REPLY.ok) {
      if (held[1] === REPLY.forbidden)
        return this.#failed({ code: 'proxy-forbids', proxy, target, status: 2 })
      const detail = REPLIES[held[1]]
      return this.#failed(
        detail === undefined
          ? this.#nonsense(`reply ${held[1]}`)
          : { code: 'proxy-cannot-reach', proxy, target, detail },
      )
    }
    if (held.length < 5) return { type: 'more' }
    const length = addressLength(held[3], held[4])
    if (length === undefined) return this.#failed(this.#nonsense('an address of unknown type'))
    if (this.#take(4 + length + 2) === undefined) return { type: 'more' }
    if (this.#held.length > 0) return this.#failed(this.#nonsense('it answers before it is asked'))
    return { type: 'open' }
  }

  #take(length: number): Uint8Array | undefined {
    if (this.#held.length < length) return undefined
    const taken = this.#held.subarray(0, length)
    this.#held = this.#held.subarray(length)
    return taken
  }

  #nonsense(detail: string): ProxyFailure {
    return { code: 'proxy-nonsense', proxy: proxyName(this.#proxy), detail }
  }

  #failed(failure: ProxyFailure): DialogueStep {
    return { type: 'failed', failure }
  }
}

function field(text: string): Uint8Array {
  const bytes = Buffer.from(text)
  return Buffer.concat([Uint8Array.of(bytes.length), bytes])
}

function encodeAddress(host: string): Uint8Array {
  if (isIPv4(host)) return Uint8Array.of(ADDRESS.ipv4, ...host.split('.').map(Number))
  if (isIPv6(host))
    return Uint8Array.of(ADDRESS.ipv6, ...ipv6Groups(host).flatMap((group) => [group >>> 8, group & 0xff]))
  return Buffer.concat([Uint8Array.of(ADDRESS.name), field(asciiHost(host))])
}

function asciiHost(host: string): string {
  return isIPv6(host) ? host : domainToASCII(host) || host
}

function addressLength(type: number, firstByte: number): number | undefined {
  if (type === ADDRESS.ipv4) return 4
  if (type === ADDRESS.ipv6) return 16
  return type === ADDRESS.name ? 1 + firstByte : undefined
}
