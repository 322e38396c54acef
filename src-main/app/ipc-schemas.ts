import { z } from 'zod'
import { IMPORT_LIMITS } from '../../src-shared/import-review.ts'
import { AUTH_METHODS, ONE_TIME_CODES, PROXY_MODES, REVOCATION_MODES } from '../../src-shared/profile.ts'
import { LANGUAGES, LOG_LEVELS, THEMES } from '../../src-shared/settings.ts'

/** Caps on what the window may send; characters, or entries of lists. Far above what a person enters. */
export const ARGUMENT_LIMITS = {
  ID: 255,
  USER: 512,
  PASSWORD: 512,
  FIELD: 1024,
  LONG_FIELD: 65_536,
  CERTIFICATES: 262_144,
  /** More than is read, because the words about that are the import's. */
  PASTED: 4 * IMPORT_LIMITS.BYTES_PER_FILE,
  /** The log as far as the window has it. */
  COPIED: 1_048_576,
  FILE_NAME: 1024,
  /** Of files; more than are imported at once, because the words about that are the import's. */
  FILES: 4 * IMPORT_LIMITS.FILES,
  ALL_FILES_BYTES: IMPORT_LIMITS.FILES * IMPORT_LIMITS.BYTES_PER_FILE,
  PROFILES: 10_000,
} as const

/** The name of a profile is also that of its file, so what could lead elsewhere is refused before anybody looks for it. */
const profileId = z
  .string()
  .min(1)
  .max(ARGUMENT_LIMITS.ID)
  .refine((id) => !/[/\\\p{Cc}]/u.test(id) && !id.startsWith('.'))

const questionId = z.string().min(1).max(ARGUMENT_LIMITS.ID)
const field = z.string().max(ARGUMENT_LIMITS.FIELD)
const longField = z.string().max(ARGUMENT_LIMITS.LONG_FIELD)
const certificates = z.string().max(ARGUMENT_LIMITS.CERTIFICATES)
const password = z.string().max(ARGUMENT_LIMITS.PASSWORD)

export const nothing = z.undefined()
export const ofProfile = z.strictObject({ id: profileId })
export const connect = z.strictObject({ profileId })

export const credentials = z.strictObject({
  requestId: questionId,
  user: z.string().max(ARGUMENT_LIMITS.USER),
  password,
  remember: z.boolean(),
  oneTimeCode: password.optional(),
  newPassword: password.optional(),
})

export const trustDecision = z.strictObject({
  requestId: questionId,
  decision: z.discriminatedUnion('choice', [
    z.strictObject({ choice: z.literal('refuse') }),
    z.strictObject({ choice: z.literal('once') }),
    z.strictObject({ choice: z.literal('pin'), typed: z.string().max(16).optional() }),
    z.strictObject({ choice: z.literal('ca') }),
  ]),
})

const draft = z.strictObject({
  name: field,
  server: field,
  alternatives: longField,
  user: field,
  methods: z.array(z.enum(AUTH_METHODS)).max(AUTH_METHODS.length),
  outerIdentity: field,
  oneTimeCode: z.enum(ONE_TIME_CODES),
  certificate: certificates,
  authServerName: field,
  authServerCa: certificates,
  passwordSource: z.enum(['keychain', 'ask-every-time']),
  verifyName: field,
  sni: field,
  ca: certificates,
  pins: longField,
  keyPins: longField,
  fetchIntermediates: z.boolean(),
  crl: certificates,
  revocation: z.enum(REVOCATION_MODES),
  legacyTls: z.boolean(),
  clientCertificate: z.boolean(),
  proxyMode: z.enum(PROXY_MODES),
  proxyUrl: longField,
  proxyUser: field,
  routingMode: z.enum(['all', 'only', 'except']),
  networks: longField,
  lan: z.boolean(),
  ipv6: z.enum(['block', 'leave']),
  serverRoutes: z.boolean(),
  dnsMode: z.enum(['server', 'custom', 'none']),
  dnsServers: longField,
  dnsDomains: longField,
  mtu: field,
  reconnect: z.boolean(),
  query: field,
  killSwitch: z.boolean(),
})

export const save = z.strictObject({
  id: profileId.nullable(),
  draft,
  password: password.nullable(),
  proxyPassword: password.nullable(),
  identity: questionId.nullable(),
})
export const unlockIdentity = z.strictObject({ id: questionId, password })
export const keepEdit = z.strictObject({
  edit: z.strictObject({ profileId: profileId.nullable(), draft }).nullable(),
})
export const reorder = z.strictObject({ ids: z.array(profileId).max(ARGUMENT_LIMITS.PROFILES) })

const importFile = z.strictObject({
  unreadable: z.string().max(ARGUMENT_LIMITS.FIELD).optional(),
  name: z.string().max(ARGUMENT_LIMITS.FILE_NAME),
  size: z.int().nonnegative(),
  bytes: z
    .instanceof(Uint8Array<ArrayBufferLike>)
    .refine((bytes) => bytes.length <= IMPORT_LIMITS.BYTES_PER_FILE),
})

export const importFiles = z.strictObject({
  files: z
    .array(importFile)
    .max(ARGUMENT_LIMITS.FILES)
    .refine((files) => totalBytes(files) <= ARGUMENT_LIMITS.ALL_FILES_BYTES),
})

export const importText = z.strictObject({ text: z.string().max(ARGUMENT_LIMITS.PASTED) })

export const acceptImport = z.strictObject({
  reviewId: questionId,
  choices: z
    .array(
      z.strictObject({
        index: z.int().nonnegative().max(IMPORT_LIMITS.CANDIDATES),
        action: z.enum(['add', 'replace']),
        replaces: profileId.optional(),
      }),
    )
    .max(IMPORT_LIMITS.CANDIDATES),
  connect: z.boolean(),
})

export const discardImport = z.strictObject({ reviewId: questionId })

export const settingsPatch = z.strictObject({
  launchAtLogin: z.boolean().optional(),
  startHidden: z.boolean().optional(),
  connectOnStart: profileId.nullable().optional(),
  notifications: z.boolean().optional(),
  theme: z.enum(THEMES).optional(),
  hardwareAcceleration: z.boolean().optional(),
  logLevel: z.enum(LOG_LEVELS).optional(),
  language: z.enum(['system', ...LANGUAGES]).optional(),
  quitWhileConnected: z.enum(['ask', 'stay-connected', 'disconnect']).optional(),
  lockdown: z.boolean().optional(),
})

export const copyText = z.strictObject({ text: z.string().max(ARGUMENT_LIMITS.COPIED) })
export const openPage = z.strictObject({ page: z.enum(['install-helper', 'user-guide', 'keychain']) })
export const ofNotice = z.strictObject({ id: z.string().min(1).max(ARGUMENT_LIMITS.ID) })

export const quitAnswer = z.strictObject({
  answer: z.enum(['stay-connected', 'disconnect', 'cancel']),
  remember: z.boolean(),
})

const totalBytes = (files: readonly { bytes: Uint8Array }[]) =>
  files.reduce((total, { bytes }) => total + bytes.length, 0)
