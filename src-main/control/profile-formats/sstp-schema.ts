import { X509Certificate } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'
import { z } from 'zod'
import { AUTH_METHODS } from '../../../src-shared/profile.ts'
import { isDnsName, isHost, parseServer } from './server-address.ts'

/** The format's version that this program reads and writes. */
export const FORMAT = 1

/** MTU limits: every IPv4 host takes 576 bytes (RFC 791); an SSTP packet of 4095 bytes carries at most 4087 of IP. */
const MTU = { MIN: 576, MAX: 4087 } as const

/** Lists that end up in the system's configuration have an end. */
const MAX_ITEMS = { NAMES: 20, NETWORKS: 500, PINS: 20 } as const

const MAX_NAME_LENGTH = 200
const MAX_USER_LENGTH = 256

// Messages continue the sentence that begins with the key, as in: "name" must be text in quotes.
const text = z.string({ error: 'must be text in quotes' })

const line = (max: number) =>
  text
    .refine((value) => value.trim() !== '', { error: 'must not be empty; leave the line out instead' })
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), {
      error: 'must be a single line without control characters',
    })
    .refine((value) => value.length <= max, { error: `must not be longer than ${max} characters` })

const list = (max: number, isItem: (item: string) => boolean, what: string) =>
  z
    .array(text.refine(isItem, { error: (issue) => `has ${shown(issue.input)}, which is not ${what}` }), {
      error: 'must be a list in square brackets',
    })
    .refine((items) => items.length <= max, { error: `must not have more than ${max} entries` })

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: (issue) => `is ${shown(issue.input)}, but must be ${alternatives(names)}` })

const server = text.transform((value, context) => {
  const parsed = parseServer(value)
  if (!('problem' in parsed)) return parsed
  context.issues.push({ code: 'custom', message: parsed.problem, input: value })
  return z.NEVER
})

const methods = list(
  AUTH_METHODS.length,
  (item) => AUTH_METHODS.some((name) => name === item),
  `a known method; known are ${AUTH_METHODS.map((name) => `"${name}"`).join(' and ')}`,
)
  .refine((items) => items.length > 0, { error: 'must name at least one method, or be left out' })
  .refine((items) => new Set(items).size === items.length, { error: 'must not name a method twice' })
  .transform((items) => AUTH_METHODS.filter((name) => items.includes(name)).sort(byOrderIn(items)))

const ca = text
  .refine((value) => !/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(value), {
    error: 'contains a private key, which never belongs into a profile; remove it',
  })
  .refine((value) => certificatesIn(value).length > 0, {
    error:
      'must contain a certificate in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
  })
  .refine((value) => certificatesIn(value).every(isCertificate), {
    error: 'contains a certificate that cannot be read; copy it again, whole',
  })

const pins = list(
  MAX_ITEMS.PINS,
  (item) => /^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i.test(item),
  'a SHA-256 fingerprint of 64 hex digits',
).transform((items) => items.map((item) => item.replaceAll(':', '').toLowerCase()))

const mtu = z.union(
  [z.literal('auto'), z.bigint().min(BigInt(MTU.MIN)).max(BigInt(MTU.MAX)).transform(Number)],
  { error: `must be "auto" or a whole number from ${MTU.MIN} to ${MTU.MAX}` },
)

const yesOrNo = z.boolean({ error: 'must be true or false' })

const host = text.refine(isHost, { error: 'must be the name or the IP address of a server' })

/** The tables of a profile. Their order is the one in which a profile is written. */
export const SECTIONS = {
  'sign-in': z.object({ user: line(MAX_USER_LENGTH).optional(), methods: methods.optional() }),
  identity: z.object({
    'verify-name': host.optional(),
    sni: text
      .refine((value) => value === '' || isHost(value), {
        error: 'must be the name of a server, or "" to send none',
      })
      .optional(),
    ca: ca.optional(),
    'pin-sha256': pins.optional(),
  }),
  routing: z
    .object({
      mode: oneOf(['all', 'only', 'except']).optional(),
      networks: list(MAX_ITEMS.NETWORKS, isNetwork, 'a network such as 10.0.0.0/8').optional(),
      lan: yesOrNo.optional(),
      ipv6: oneOf(['block', 'leave']).optional(),
      'server-routes': yesOrNo.optional(),
    })
    .refine(({ mode, networks }) => mode !== 'only' || (networks ?? []).length > 0, {
      path: ['mode'],
      error: 'is "only", so "networks" must name at least one network',
    }),
  dns: z
    .object({
      mode: oneOf(['server', 'custom', 'none']).optional(),
      servers: list(MAX_ITEMS.NAMES, isIPv4, 'an IPv4 address (the tunnel carries IPv4)').optional(),
      domains: list(MAX_ITEMS.NAMES, isDnsName, 'a domain such as corp.example').optional(),
    })
    .refine(({ mode, servers }) => mode !== 'custom' || (servers ?? []).length > 0, {
      path: ['mode'],
      error: 'is "custom", so "servers" must name at least one DNS server',
    }),
  link: z.object({
    mtu: mtu.optional(),
    reconnect: yesOrNo.optional(),
  }),
  protection: z.object({ 'kill-switch': yesOrNo.optional() }),
} as const

/** Everything that version 1 knows. Integers come as bigint, so that `1` and `1.0` stay apart. */
export const SSTP_FILE = z.object({
  format: z.literal(BigInt(FORMAT)),
  name: line(MAX_NAME_LENGTH).optional(),
  server: z
    .string({
      error: ({ input }) =>
        input === undefined
          ? 'is missing; it says what to connect to: server = "vpn.example.com"'
          : 'must be text in quotes',
    })
    .pipe(server),
  'sign-in': SECTIONS['sign-in'].optional(),
  identity: SECTIONS.identity.optional(),
  routing: SECTIONS.routing.optional(),
  dns: SECTIONS.dns.optional(),
  link: SECTIONS.link.optional(),
  protection: SECTIONS.protection.optional(),
})

export type SstpFile = z.infer<typeof SSTP_FILE>

/** `10.0.0.0/8`, `2001:db8::/32`, or an address alone, which is a network of one. */
function isNetwork(value: string): boolean {
  const match = /^([^/%]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(value)
  const version = match === null ? 0 : isIP(match[1])
  return version !== 0 && Number(match?.[2] ?? 0) <= (version === 4 ? 32 : 128)
}

function certificatesIn(value: string): string[] {
  return value.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
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
