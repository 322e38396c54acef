import { isIPv4 } from 'node:net'
import { z } from 'zod'
import { ONE_TIME_CODES, PROXY_MODES, REVOCATION_MODES } from '../../../src-shared/profile.ts'
import { proxyAddressProblem } from '../../../src-shared/proxy-address.ts'
import { isRequestQuery } from '../../../src-shared/request-query.ts'
import { isDnsName, isHost } from './server-address.ts'
import { says } from './sstp-mistakes.ts'
import {
  certificates,
  host,
  isNetwork,
  line,
  list,
  methods,
  oneOf,
  pins,
  revocationLists,
  server,
  serverList,
  text,
  yesOrNo,
} from './sstp-values.ts'

/** The format's version that this program reads and writes. */
export const FORMAT = 1

/** MTU limits: every IPv4 host takes 576 bytes (RFC 791); an SSTP packet of 4095 bytes carries at most 4087 of IP. */
const MTU = { MIN: 576, MAX: 4087 } as const

/** Lists that end up in the system's configuration have an end. */
const MAX_ITEMS = { NAMES: 20, NETWORKS: 500, PINS: 20, ALTERNATIVES: 10 } as const

const MAX_NAME_LENGTH = 200
const MAX_USER_LENGTH = 256

const mtu = z.union(
  [z.literal('auto'), z.bigint().min(BigInt(MTU.MIN)).max(BigInt(MTU.MAX)).transform(Number)],
  { error: says({ problem: 'not-a-size', min: MTU.MIN, max: MTU.MAX }) },
)

/** The tables of a profile. Their order is the one in which a profile is written. */
export const SECTIONS = {
  'sign-in': z.object({
    user: line(MAX_USER_LENGTH).optional(),
    methods: methods.optional(),
    'outer-identity': line(MAX_USER_LENGTH).optional(),
    'one-time-code': oneOf(ONE_TIME_CODES).optional(),
    certificate: certificates.optional(),
    server: z
      .object(
        { name: host.optional(), ca: certificates.optional() },
        { error: says({ problem: 'not-a-table', header: '[sign-in.server]' }) },
      )
      .optional(),
  }),
  identity: z.object({
    'verify-name': host.optional(),
    sni: text
      .refine((value) => value === '' || isHost(value), {
        error: says('not-a-name-to-send'),
      })
      .optional(),
    ca: certificates.optional(),
    'pin-sha256': pins(MAX_ITEMS.PINS).optional(),
    'pin-key-sha256': pins(MAX_ITEMS.PINS).optional(),
    'fetch-intermediates': yesOrNo.optional(),
    crl: revocationLists.optional(),
    revocation: oneOf(REVOCATION_MODES).optional(),
    'legacy-tls': yesOrNo.optional(),
    'client-certificate': yesOrNo.optional(),
  }),
  proxy: z
    .object({
      mode: oneOf(PROXY_MODES).optional(),
      url: text.optional(),
      user: line(MAX_USER_LENGTH).optional(),
    })
    .refine(({ mode, url }) => url !== undefined || (mode !== 'manual' && mode !== 'pac'), {
      path: ['mode'],
      error: ({ input }) =>
        says((input as { mode: string }).mode === 'pac' ? 'script-missing' : 'proxy-missing'),
    })
    .superRefine(({ mode, url }, context) => {
      const problem = url === undefined ? undefined : proxyAddressProblem(url, mode ?? 'system')
      if (problem !== undefined) context.addIssue({ code: 'custom', path: ['url'], message: says(problem) })
    }),
  routing: z
    .object({
      mode: oneOf(['all', 'only', 'except']).optional(),
      networks: list(MAX_ITEMS.NETWORKS, isNetwork, 'network').optional(),
      lan: yesOrNo.optional(),
      ipv6: oneOf(['block', 'leave']).optional(),
      'server-routes': yesOrNo.optional(),
    })
    .refine(({ mode, networks }) => mode !== 'only' || (networks ?? []).length > 0, {
      path: ['mode'],
      error: says('networks-missing'),
    }),
  dns: z
    .object({
      mode: oneOf(['server', 'custom', 'none']).optional(),
      servers: list(MAX_ITEMS.NAMES, isIPv4, 'ipv4-address').optional(),
      domains: list(MAX_ITEMS.NAMES, isDnsName, 'domain').optional(),
    })
    .refine(({ mode, servers }) => mode !== 'custom' || (servers ?? []).length > 0, {
      path: ['mode'],
      error: says('dns-servers-missing'),
    }),
  link: z.object({
    mtu: mtu.optional(),
    reconnect: yesOrNo.optional(),
    query: text
      .refine(isRequestQuery, {
        error: says('not-a-query'),
      })
      .optional(),
  }),
  protection: z.object({ 'kill-switch': yesOrNo.optional() }),
} as const

/** Everything that version 1 knows. Integers come as bigint, so that `1` and `1.0` stay apart. */
export const SSTP_FILE = z
  .object({
    format: z.literal(BigInt(FORMAT)),
    name: line(MAX_NAME_LENGTH).optional(),
    server: z
      .string({
        error: ({ input }) => says(input === undefined ? 'missing-server' : 'not-text'),
      })
      .pipe(server),
    alternatives: serverList(MAX_ITEMS.ALTERNATIVES).optional(),
    'sign-in': SECTIONS['sign-in'].optional(),
    identity: SECTIONS.identity.optional(),
    proxy: SECTIONS.proxy.optional(),
    routing: SECTIONS.routing.optional(),
    dns: SECTIONS.dns.optional(),
    link: SECTIONS.link.optional(),
    protection: SECTIONS.protection.optional(),
  })
  .refine(
    (file) => file.identity?.['client-certificate'] !== true || file['sign-in']?.certificate !== undefined,
    {
      path: ['identity', 'client-certificate'],
      error: says('client-certificate-missing'),
    },
  )

export type SstpFile = z.infer<typeof SSTP_FILE>
