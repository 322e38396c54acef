import { randomBytes } from 'node:crypto'
import type { Challenge } from './challenge.ts'
import { answerDigest, isDigestUsable } from './digest.ts'
import { authenticateMessage, negotiateMessage, parseNtlmChallenge, splitDomain } from './ntlm.ts'

export interface SignInRequest {
  user: string
  password: string
  method: string
  uri: string
}

export type SignInStep =
  /** The value of `Proxy-Authorization`; `sameConnection`: it is worth nothing on another one. */
  | { type: 'answer'; value: string; sameConnection: boolean }
  | { type: 'refused'; method: string }
  | { type: 'not-supported' }
  | { type: 'nonsense'; detail: string }

/** Safest first. Negotiate is not among them: it takes a ticket and no password, and is tried before. */
const PREFERENCE = ['digest-sha-256', 'ntlm', 'digest', 'basic'] as const
type Method = (typeof PREFERENCE)[number]

/** Names as people know them. */
const NAMES: Readonly<Record<string, string>> = {
  basic: 'Basic',
  digest: 'Digest',
  ntlm: 'NTLM',
  negotiate: 'Negotiate (Kerberos)',
}

/** The names of what was offered, for people. */
export function methodNames(challenges: readonly Challenge[]): string[] {
  return [...new Set(challenges.map(({ scheme }) => NAMES[scheme] ?? scheme))]
}

/** Answers the challenges of one proxy, one after the other, for as long as that leads anywhere. */
export class ProxySignIn {
  readonly #request: SignInRequest
  #method: Method | undefined
  #nonce: string | undefined
  #answered = false

  constructor(request: SignInRequest) {
    this.#request = request
  }

  answer(challenges: readonly Challenge[]): SignInStep {
    const chosen = choose(challenges, this.#method)
    if (chosen === undefined) return this.#answered ? this.#refused() : { type: 'not-supported' }
    this.#method = chosen.method
    switch (chosen.method) {
      case 'basic':
        return this.#answerBasic()
      case 'digest':
      case 'digest-sha-256':
        return this.#answerDigest(chosen.challenge)
      case 'ntlm':
        return this.#answerNtlm(chosen.challenge)
    }
  }

  #answerBasic(): SignInStep {
    if (this.#answered) return this.#refused()
    this.#answered = true
    const { user, password } = this.#request
    const value = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    return { type: 'answer', value, sameConnection: false }
  }

  #answerDigest(challenge: Challenge): SignInStep {
    const nonce = challenge.parameters.get('nonce') ?? ''
    // An old nonce is replaced once; who answers a fresh one with another means the password (RFC 7616 section 3.3).
    const isStale = challenge.parameters.get('stale')?.toLowerCase() === 'true'
    if (this.#answered && (!isStale || this.#nonce === nonce)) return this.#refused()
    this.#answered = true
    this.#nonce = nonce
    const value = answerDigest(challenge, {
      ...this.#request,
      count: 1,
      cnonce: randomBytes(16).toString('base64url'),
    })
    return { type: 'answer', value, sameConnection: false }
  }

  #answerNtlm({ token }: Challenge): SignInStep {
    if (token === '') {
      if (this.#answered) return this.#refused()
      const value = `NTLM ${Buffer.from(negotiateMessage()).toString('base64')}`
      return { type: 'answer', value, sameConnection: true }
    }
    const challenge = parseNtlmChallenge(Buffer.from(token, 'base64'))
    if (challenge === undefined) return { type: 'nonsense', detail: 'an unreadable NTLM challenge' }
    if (this.#answered) return this.#refused()
    this.#answered = true
    const credentials = { ...splitDomain(this.#request.user), password: this.#request.password }
    const random = { clientChallenge: randomBytes(8), now: Date.now() }
    const message = authenticateMessage(challenge, credentials, random)
    return { type: 'answer', value: `NTLM ${Buffer.from(message).toString('base64')}`, sameConnection: true }
  }

  /** The name of the method by which a password was sent; undefined as long as none was. */
  get tried(): string | undefined {
    return this.#answered ? NAMES[this.#method?.replace(/-sha-256$/, '') ?? ''] : undefined
  }

  #refused(): SignInStep {
    return { type: 'refused', method: this.tried ?? '' }
  }
}

/** What was begun is gone on with; otherwise the safest of what is offered. */
function choose(
  challenges: readonly Challenge[],
  begun: Method | undefined,
): { method: Method; challenge: Challenge } | undefined {
  for (const method of begun === undefined ? PREFERENCE : [begun]) {
    const challenge = challenges.find((one) => matches(one, method))
    if (challenge !== undefined) return { method, challenge }
  }
  return undefined
}

function matches(challenge: Challenge, method: Method): boolean {
  const { scheme, parameters } = challenge
  if (scheme !== method.replace(/-sha-256$/, '')) return false
  if (scheme !== 'digest') return true
  const isSha256 = parameters.get('algorithm')?.toLowerCase().startsWith('sha-256') === true
  return isDigestUsable(challenge) && isSha256 === (method === 'digest-sha-256')
}
