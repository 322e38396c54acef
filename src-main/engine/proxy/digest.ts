import { createHash } from 'node:crypto'
import type { Challenge } from './challenge.ts'

const ALGORITHMS: Readonly<Record<string, string>> = {
  md5: 'md5',
  'md5-sess': 'md5',
  'sha-256': 'sha256',
  'sha-256-sess': 'sha256',
}

export interface DigestRequest {
  user: string
  password: string
  method: string
  uri: string
  /** How often this nonce was used, this time included. */
  count: number
  /** Ours, printable ASCII without quotes. */
  cnonce: string
}

/** Whether this challenge can be answered: an algorithm that is known, and `auth` or no quality of protection. */
export function isDigestUsable({ parameters }: Challenge): boolean {
  const algorithm = (parameters.get('algorithm') ?? 'MD5').toLowerCase()
  return algorithm in ALGORITHMS && parameters.has('nonce') && qopOf(parameters) !== 'unknown'
}

/** The credentials of RFC 7616, without quality of protection those of RFC 2069. */
export function answerDigest({ parameters }: Challenge, request: DigestRequest): string {
  const { user, password, method, uri, cnonce } = request
  const algorithm = parameters.get('algorithm')
  const hash = hasher(ALGORITHMS[(algorithm ?? 'md5').toLowerCase()] ?? 'md5')
  const [realm = '', nonce = ''] = [parameters.get('realm'), parameters.get('nonce')]
  const isSession = algorithm?.toLowerCase().endsWith('-sess') === true
  const secret = hash(`${user}:${realm}:${password}`)
  const first = isSession ? hash(`${secret}:${nonce}:${cnonce}`) : secret
  const second = hash(`${method}:${uri}`)
  const count = request.count.toString(16).padStart(8, '0')
  const hasQop = qopOf(parameters) === 'auth'
  const response = hash(
    hasQop ? `${first}:${nonce}:${count}:${cnonce}:auth:${second}` : `${first}:${nonce}:${second}`,
  )
  const opaque = parameters.get('opaque')
  const fields = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `response="${response}"`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(hasQop ? ['qop=auth', `nc=${count}`] : []),
    ...(hasQop || isSession ? [`cnonce=${quoted(cnonce)}`] : []),
  ]
  return `Digest ${fields.join(', ')}`
}

function qopOf(parameters: ReadonlyMap<string, string>): 'auth' | 'none' | 'unknown' {
  const offered = parameters.get('qop')
  if (offered === undefined) return 'none'
  return offered
    .toLowerCase()
    .split(/[\s,]+/)
    .includes('auth')
    ? 'auth'
    : 'unknown'
}

const hasher = (algorithm: string) => (text: string) => createHash(algorithm).update(text).digest('hex')

const quoted = (text: string) => `"${text.replace(/\p{Cc}/gu, '').replace(/["\\]/g, '\\$&')}"`
