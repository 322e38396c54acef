import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { ProxyFailure } from '../../../src-shared/failure.ts'
import { HTTP_PREFIX, parseResponseHead, type ResponseHead } from '../../protocol/http/response-head.ts'
import { parseChallenges } from './challenge.ts'
import { type Dialogue, type DialogueStep, MAX_DIALOGUE_BYTES, type Ticket } from './dialogue.ts'
import { authority, type ProxyServer, type ProxyTarget, proxyName } from './proxy.ts'
import { methodNames, ProxySignIn } from './sign-in.ts'

const MAX_HEAD_LENGTH = 16 * 1024

/** NTLM takes three requests; an old nonce and a closed connection take one more each. */
const MAX_REQUESTS = 6

const UNAUTHORIZED = 401
const PROXY_SIGN_IN = 407
const FORBIDDEN = new Set([401, 403, 405])
const CANNOT_REACH = new Set([404, 500, 502, 503, 504])

/** The method CONNECT (RFC 9110 section 9.3.6), signed in as far as the proxy wants it. */
export class HttpConnect implements Dialogue {
  readonly #proxy: ProxyServer
  readonly #target: string
  readonly #signIn: ProxySignIn | undefined
  #authorization: string | undefined
  #held: Uint8Array = new Uint8Array()
  /** Bytes of an answer's body that are still to come; what follows it is the answer to the request that waits. */
  #skip = 0
  #waiting: Uint8Array | undefined
  #requests = 0
  /** What became of the attempt to sign in by a ticket (RFC 4559), which needs no password. */
  #kerberos: { state: 'untried' | 'asked' | 'sent' } | { state: 'failed'; because: string } = {
    state: 'untried',
  }

  constructor(proxy: ProxyServer, { host, port }: ProxyTarget) {
    this.#proxy = proxy
    const name = isIP(host) === 0 ? domainToASCII(host) || host : host
    this.#target = authority({ host: name, port })
    this.#signIn =
      proxy.user === undefined
        ? undefined
        : new ProxySignIn({
            user: proxy.user,
            password: proxy.password ?? '',
            method: 'CONNECT',
            uri: this.#target,
          })
  }

  start(): Uint8Array {
    this.#held = new Uint8Array()
    this.#skip = 0
    this.#waiting = undefined
    return this.#request()
  }

  handleTicket(answer: Ticket): void {
    if (answer.outcome === 'none') {
      this.#kerberos = { state: 'failed', because: answer.because }
      return
    }
    this.#kerberos = { state: 'sent' }
    this.#authorization = `Negotiate ${Buffer.from(answer.token).toString('base64')}`
  }

  handleBytes(chunk: Uint8Array): DialogueStep {
    const skipped = Math.min(this.#skip, chunk.length)
    this.#skip -= skipped
    this.#held = Buffer.concat([this.#held, chunk.subarray(skipped)])
    if (this.#waiting !== undefined) return this.#afterBody()
    const end = Buffer.from(this.#held).indexOf('\r\n\r\n')
    const head = this.#held.subarray(0, end < 0 ? undefined : end + 4)
    if (!head.subarray(0, HTTP_PREFIX.length).every((byte, i) => byte === HTTP_PREFIX[i]))
      return this.#nonsense('it does not speak HTTP')
    if (head.length > MAX_HEAD_LENGTH) return this.#nonsense('the head of its answer is too long')
    if (end < 0) return { type: 'more' }
    this.#held = this.#held.subarray(head.length)
    const response = parseResponseHead(head)
    return response === undefined ? this.#nonsense('it does not speak HTTP') : this.#handleResponse(response)
  }

  #handleResponse(response: ResponseHead): DialogueStep {
    const { status, reason } = response
    const [proxy, target] = [proxyName(this.#proxy), this.#target]
    // Others of 1xx may come before the answer (RFC 9110 section 15.2).
    if (status >= 100 && status < 200) return this.handleBytes(new Uint8Array())
    if (status >= 200 && status < 300)
      // A TLS server never speaks first, and lengths mean nothing here (RFC 9110 section 9.3.6).
      return this.#held.length > 0 ? this.#nonsense('it answers before it is asked') : { type: 'open' }
    if (status === PROXY_SIGN_IN) return this.#handleSignIn(response)
    // Tinyproxy's way to say that the password is wrong.
    const method = status === UNAUTHORIZED ? this.#signIn?.tried : undefined
    if (method !== undefined)
      return failed({ code: 'proxy-sign-in-refused', proxy, method, user: this.#proxy.user ?? '' })
    if (FORBIDDEN.has(status)) return failed({ code: 'proxy-forbids', proxy, target, status })
    if (CANNOT_REACH.has(status))
      return failed({ code: 'proxy-cannot-reach', proxy, target, detail: `${status} ${reason}`.trim() })
    return this.#nonsense(`${status} ${reason}`.trim())
  }

  #handleSignIn(response: ResponseHead): DialogueStep {
    const proxy = proxyName(this.#proxy)
    const challenges = parseChallenges(response.headers.get('proxy-authenticate') ?? '')
    const methods = methodNames(challenges)
    // Tickets are for names.
    const takesTickets =
      challenges.some(({ scheme }) => scheme === 'negotiate') && isIP(this.#proxy.host) === 0
    if (takesTickets && this.#kerberos.state === 'untried') {
      this.#kerberos = { state: 'asked' }
      return { type: 'ticket' }
    }
    if (this.#kerberos.state === 'sent')
      this.#kerberos = { state: 'failed', because: 'the proxy does not accept the ticket' }
    const kerberos = this.#kerberos.state === 'failed' ? this.#kerberos.because : undefined
    const unsupported: ProxyFailure = {
      code: 'proxy-method-not-supported',
      proxy,
      methods,
      ...(kerberos !== undefined && { kerberos }),
    }
    if (this.#signIn === undefined) {
      const isAll = challenges.length > 0 && challenges.every(({ scheme }) => scheme === 'negotiate')
      return failed(isAll ? unsupported : { code: 'proxy-sign-in-needed', proxy, methods })
    }
    const step = this.#signIn.answer(challenges)
    switch (step.type) {
      case 'not-supported':
        return failed(unsupported)
      case 'refused':
        return failed({
          code: 'proxy-sign-in-refused',
          proxy,
          method: step.method,
          user: this.#proxy.user ?? '',
        })
      case 'nonsense':
        return this.#nonsense(step.detail)
      case 'answer':
        this.#authorization = step.value
        return this.#again(response, step.sameConnection)
    }
  }

  /** Asks once more: on this connection when it stays open and the end of the body is known, on a new one otherwise. */
  #again({ version, headers }: ResponseHead, sameConnection: boolean): DialogueStep {
    if (this.#requests >= MAX_REQUESTS) return this.#nonsense('it asks for a sign-in again and again')
    const said = `${headers.get('connection') ?? ''},${headers.get('proxy-connection') ?? ''}`.toLowerCase()
    const stays = version === '1.1' ? !said.includes('close') : said.includes('keep-alive')
    const length = /^\d{1,6}$/.exec(headers.get('content-length') ?? '')
    const isUsable = stays && length !== null && Number(length[0]) <= MAX_DIALOGUE_BYTES
    if (!isUsable || headers.has('transfer-encoding')) {
      // NTLM begins anew on the next connection, but its answer is worth nothing there.
      const isBeginning = !headers.get('proxy-authenticate')?.match(/NTLM\s+[a-z0-9+/]/i)
      if (sameConnection && !isBeginning)
        return this.#nonsense('it closes the connection in the middle of NTLM')
      return { type: 'reconnect' }
    }
    this.#skip = Number(length[0])
    this.#waiting = this.#request()
    const early = this.#held
    this.#held = new Uint8Array()
    return this.handleBytes(early)
  }

  #afterBody(): DialogueStep {
    const request = this.#waiting
    if (this.#skip > 0 || request === undefined) return { type: 'more' }
    if (this.#held.length > 0) return this.#nonsense('it answers before it is asked')
    this.#waiting = undefined
    return { type: 'send', bytes: request }
  }

  #request(): Uint8Array {
    this.#requests += 1
    const lines = [
      `CONNECT ${this.#target} HTTP/1.1`,
      `Host: ${this.#target}`,
      'Proxy-Connection: keep-alive',
      ...(this.#authorization === undefined ? [] : [`Proxy-Authorization: ${this.#authorization}`]),
    ]
    return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
  }

  #nonsense(detail: string): DialogueStep {
    return failed({ code: 'proxy-nonsense', proxy: proxyName(this.#proxy), detail })
  }
}

const failed = (failure: ProxyFailure): DialogueStep => ({ type: 'failed', failure })
