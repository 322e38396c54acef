import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import tls from 'node:tls'
import { z } from 'zod'
import { AUTH_METHODS } from '../../../src-shared/profile.ts'
import type { EntryKind } from '../../../src-shared/profile-mistake.ts'
import { isHost, parseServer } from './server-address.ts'
import { says } from './sstp-mistakes.ts'

export const text = z.string({ error: says('not-text') })

export const line = (max: number) =>
  text
    .refine((value) => value.trim() !== '', { error: says('empty') })
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), {
      error: says('not-one-line'),
    })
    .refine((value) => value.length <= max, { error: says({ problem: 'too-long', max }) })

export const list = (
  max: number,
  isItem: (item: string) => boolean,
  wanted: EntryKind,
  names?: readonly string[],
) =>
  z
    .array(
      text.refine(isItem, {
        error: ({ input }) =>
          says({ problem: 'bad-entry', value: String(input), wanted, ...(names && { names }) }),
      }),
      { error: says('not-a-list') },
    )
    .refine((items) => items.length <= max, { error: says({ problem: 'too-many', max }) })

export const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, {
    error: ({ input }) =>
      says({ problem: 'not-one-of', ...(typeof input === 'string' && { value: input }), names }),
  })

export const yesOrNo = z.boolean({ error: says('not-yes-or-no') })

export const server = text.transform((value, context) => {
  const parsed = parseServer(value)
  if (!('problem' in parsed)) return parsed
  context.issues.push({ code: 'custom', message: says({ problem: 'server', mistake: parsed }), input: value })
  return z.NEVER
})

export const serverList = (max: number) =>
  z
    .array(server, { error: says('not-a-list') })
    .refine((items) => items.length <= max, { error: says({ problem: 'too-many', max }) })

export const host = text.refine(isHost, { error: says('not-a-host') })

export const methods = list(
  AUTH_METHODS.length,
  (item) => AUTH_METHODS.some((name) => name === item),
  'method',
  AUTH_METHODS,
)
  .refine((items) => items.length > 0, { error: says('no-method') })
  .refine((items) => new Set(items).size === items.length, { error: says('method-twice') })
  .transform((items) => AUTH_METHODS.filter((name) => items.includes(name)).sort(byOrderIn(items)))

const withoutKey = text.refine((value) => !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value), {
  error: says('private-key'),
})

export const certificates = withoutKey
  .refine((value) => pemIn(value, 'CERTIFICATE').length > 0, {
    error: says('no-certificate'),
  })
  .refine((value) => pemIn(value, 'CERTIFICATE').every(isCertificate), {
    error: says('bad-certificate'),
  })

export const revocationLists = withoutKey
  .refine((value) => pemIn(value, 'X509 CRL').length > 0, {
    error: says('no-revocation-list'),
  })
  .refine((value) => pemIn(value, 'X509 CRL').every(isRevocationList), {
    error: says('bad-revocation-list'),
  })

export const pins = (max: number) =>
  list(max, (item) => /^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i.test(item), 'fingerprint').transform((items) =>
    items.map((item) => item.replaceAll(':', '').toLowerCase()),
  )

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
