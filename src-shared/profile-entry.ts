import type { Failure } from './failure.ts'
import type { Profile } from './profile.ts'
import type { TrustedCertificate } from './trust-history.ts'

/** Where the password of a connection comes from. */
export type PasswordSource = 'keychain' | 'ask-every-time'

/** A saved connection as the window lists it. */
export interface ProfileEntry {
  /** Stays the same when the connection is renamed; also the name of its file without `.sstp`. */
  id: string
  profile: Profile
  passwordSource: PasswordSource
  /** Milliseconds since 1970 of the last time that it was connected; absent before the first. */
  lastConnected?: number
  /** The certificates that its present server was trusted with, newest first; absent before the first. */
  trusted?: readonly TrustedCertificate[]
  /** Settings in its file that this version does not know, and keeps. */
  unknown: readonly string[]
}

/** A file in the folder of profiles that cannot be used, and why. */
export interface BrokenProfile {
  id: string
  failure: Failure
}
