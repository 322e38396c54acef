import type { Failure } from './failure.ts'
import type { Profile } from './profile.ts'

/** Formats that can be read. */
export const IMPORT_FORMATS = [
  'sstp',
  'sstp-uri',
  'server-address',
  'windows-pbk',
  'networkmanager',
  'sstpc',
  'add-vpn-connection',
  'softether-vpn',
] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

/** Caps on what may be handed over at once; the rest gets words. */
export const IMPORT_LIMITS = { FILES: 64, BYTES_PER_FILE: 1_048_576, CANDIDATES: 256 } as const

/** A file on its way to the review. `bytes` is cut after `IMPORT_LIMITS.BYTES_PER_FILE`; `size` is the whole. */
export interface ImportFile {
  name: string
  size: number
  bytes: Uint8Array
  /** Why it could not be read: a system's error code, or a phrase. */
  unreadable?: string
}

/** A setting of the source that the profile does not carry, and why, as data. */
export interface IgnoredSetting {
  name: string
  reason:
    | 'unknown'
    | 'not-for-sstp'
    /** A password, which profiles never hold; it is not kept anywhere. */
    | 'secret'
    /** The source switches a check off that we never switch off. */
    | 'would-weaken-security'
    | 'not-supported-yet'
    | 'invalid'
}

/**
 * `private-networks`: the source wants only some networks in the tunnel and does not say which, so all private ones (RFC
 * 1918) were taken.
 */
export type ImportAssumption = 'private-networks'

/** Who vouches for the server if the profile is used as it is. */
export type Verifier = 'system' | 'profile-ca' | 'pin'

export interface ImportCandidate {
  /** Its place in the review; choices refer to it. */
  index: number
  /** The file's name; empty for what was pasted, because people paste passwords. */
  source: string
  format: ImportFormat
  profile: Profile
  verifier: Verifier
  /** True when the source did not verify its server; ours will, so it may have to be trusted by the user first. */
  sourceDidNotVerify: boolean
  ignored: readonly IgnoredSetting[]
  /** What the source leaves open and had to be chosen; nothing when absent. */
  assumed?: readonly ImportAssumption[]
  /** A saved connection with the same server, port and user. */
  duplicateOf?: { id: string; name: string }
  /** False for duplicates: they are listed and not ticked. */
  preselected: boolean
}

/** A file or text that holds no connection, and why. */
export interface ImportRefusal {
  source: string
  failure: Failure
}

/** Everything that was found, shown before anything is kept. */
export interface ImportReview {
  id: string
  candidates: readonly ImportCandidate[]
  refusals: readonly ImportRefusal[]
}

export interface ImportChoice {
  index: number
  action: 'add' | 'replace'
  /** The saved connection to replace. */
  replaces?: string
}
