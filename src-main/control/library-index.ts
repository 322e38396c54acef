import { z } from 'zod'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import type { PasswordSource } from '../../src-shared/profile-entry.ts'
import { MAX_TRUSTED, type TrustedCertificate } from '../../src-shared/trust-history.ts'
import { MAX_PROFILES } from './profile-files.ts'

/** What the program knows of a connection beside its file. */
export interface IndexEntry {
  id: string
  passwordSource: PasswordSource
  lastConnected?: number
  /** What the server showed at the last good connection. */
  certificate?: PresentedCertificate
  /** What the server was trusted with, newest first. */
  trusted?: readonly TrustedCertificate[]
  /** The server that took a crypto binding with a key of zeros, as host and port: the profile may mean another one by now. */
  zeroKeyServer?: string | undefined
}

const text = z.string().max(4096)

const CERTIFICATE = z.object({
  subject: text,
  issuer: text,
  names: z.array(text).max(1000),
  validFrom: text,
  validTo: text,
  sha256: text,
  keySha256: text,
}) satisfies z.ZodType<PresentedCertificate>

const TRUSTED = CERTIFICATE.omit({ names: true }).extend({
  server: text,
  since: z.number(),
  until: z.number().exactOptional(),
}) satisfies z.ZodType<TrustedCertificate>

const ENTRY = z.object({
  id: z.string().min(1).max(255),
  passwordSource: z.enum(['keychain', 'ask-every-time']),
  lastConnected: z.number().optional(),
  certificate: CERTIFICATE.optional(),
  trusted: z.array(TRUSTED).max(MAX_TRUSTED).optional(),
  zeroKeyServer: text.optional(),
})

/** The content of `library.json`: the connections in the user's order. */
export function readIndex(content: unknown): IndexEntry[] | undefined {
  const result = z.array(ENTRY).max(MAX_PROFILES).safeParse(content)
  if (!result.success) return undefined
  return result.data.map(({ lastConnected, certificate, trusted, zeroKeyServer, ...entry }) => ({
    ...entry,
    ...(lastConnected !== undefined && { lastConnected }),
    ...(certificate !== undefined && { certificate }),
    ...(trusted !== undefined && { trusted }),
    ...(zeroKeyServer !== undefined && { zeroKeyServer }),
  }))
}
