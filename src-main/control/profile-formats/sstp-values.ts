import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import tls from 'node:tls'
import { z } from 'zod'
import { AUTH_METHODS } from '../../../src-shared/profile.ts'
import { isHost, parseServer } from './server-address.ts'

// Messages continue the sentence that begins with the key, as in: "name" must be text in quotes.

export const text = z.string({ error: 'must be text in quotes' })

export const line = (max: number) =>
  text
    .refine((value) => value.trim() !== '', { error: 'must not be empty; leave the line out instead' })
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), {
      error: 'must be a single line without control characters',
    })
    .refine((value) => value.length <= max, { error: `must not be longer than ${max} characters` })

export const list = (max: number, isItem: (item: string) => boolean, what: string) =>
  z
    .array(text.refine(isItem, { error: (issue) => `has ${shown(issue.input)}, which is not ${what}` }), {
      error: 'must be a list in square brackets',
    })
    .refine((items) => items.length <= max, { error: `must not have more than ${max} entries` })

export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: (issue) => `is ${shown(issue.input)}, but must be ${alternatives(names)}` })

export const yesOrNo = z.boolean({ error: 'must be true or false' })

export const server = text.transform((value, context) => {
  const parsed = parseServer(value)
  if (!('problem' in parsed)) return parsed
  context.issues.push({ code: 'custom', message: parsed.problem, input: value })
  return z.NEVER
})

export const serverList = (max: number) =>
  z
    .array(server, { error: 'must be a list in square brackets' })
    .refine((items) => items.length <= max, { error: `must not have more than ${max} entries` })

export const host = text.refine(isHost, { error: 'must be the name or the IP address of a server' })

export const methods = list(
  AUTH_METHODS.length,
  (item) => AUTH_METHODS.some((name) => name === item),
  `a known method; known are ${AUTH_METHODS.map((name) => `"${name}"`).join(', ')}`,
)
  .refine((items) => items.length > 0, { error: 'must name at least one method, or be left out' })
  .refine((items) => new Set(items).size === items.length, { error: 'must not name a method twice' })
  .transform((items) => AUTH_METHODS.filter((name) => items.includes(name)).sort(byOrderIn(items)))

const withoutKey = text.refine((value) => !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value), {
  error: 'contains a private key, which never belongs into a profile; remove it',
})

export const certificates = withoutKey
  .refine((value) => pemIn(value, 'CERTIFICATE').length > 0, {
    error:
      'must contain a certificate in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
  })
  .refine((value) => pemIn(value, 'CERTIFICATE').every(isCertificate), {
    error: 'contains a certificate that cannot be read; copy it again, whole',
  })

export const revocationLists = withoutKey
  .refine((value) => pemIn(value, 'X509 CRL').length > 0, {
    error:
      'must contain a revocation list in PEM form, from -----BEGIN X509 CRL----- to -----END X509 CRL-----',
  })
  .refine((value) => pemIn(value, 'X509 CRL').every(isRevocationList), {
    error: 'contains a revocation list that cannot be read; copy it again, whole',
  })

export const pins = (max: number) =>
  list(
    max,
    (item) => /^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i.test(item),
    'a SHA-256 fingerprint of 64 hex digits',
  ).transform((items) => items.map((item) => item.replaceAll(':', '').toLowerCase()))

/** `10.0.0.0/8`, `2001:db8::/32`, or an address alone, which is a network of one. */
export function isNetwork(value: string): boolean {
  const match = /^([^/%]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(value)
  const version = match === null ? 0 : isIP(match[1])
  return version !== 0 && Number(match?.[2] ?? 0) <= (version === 4 ? 32 : 128)
}

function pemIn(value: string, label: 'CERTIFICATE' | 'X509 CRL'): string[] {
  return value.match(new RegExp(`-----BEGIN ${label}-----[\\s\\S]+?-----END ${label}-----`, 'g')) ?? []
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

function isRevocationList(pem: string): boolean {
  try {
    tls.createSecureContext({ crl: pem })
    return true
  } catch {
    return false
  }
}

function byOrderIn(items: readonly string[]): (a: string, b: string) => number {
  return (a, b) => items.indexOf(a) - items.indexOf(b)
}

function shown(value: unknown): string {
  if (typeof value !== 'string') return 'no text in quotes'
  return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`
}

function alternatives(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' or ')
}
