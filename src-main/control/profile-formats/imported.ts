import type { Failure } from '../../../src-shared/failure.ts'
import type { IgnoredSetting, ImportAssumption, ImportFormat } from '../../../src-shared/import-review.ts'
import type { Profile } from '../../../src-shared/profile.ts'

/** One connection that a source describes, before anybody compares it with what is saved. */
export interface ImportedProfile {
  format: ImportFormat
  profile: Profile
  sourceDidNotVerify: boolean
  ignored: readonly IgnoredSetting[]
  assumed: readonly ImportAssumption[]
}

/** What a source holds. Both can be there: a phone book may have a good entry beside a broken one. */
export interface Reading {
  profiles: readonly ImportedProfile[]
  failures: readonly Failure[]
}

/** Reads a text of one format. `source` is how failures name it. Never throws, whatever the text is. */
export type Reader = (text: string, source: string) => Reading

export const NOTHING: Reading = { profiles: [], failures: [] }

export function refused(failure: Failure): Reading {
  return { profiles: [], failures: [failure] }
}

export function joined(readings: readonly Reading[]): Reading {
  return {
    profiles: readings.flatMap(({ profiles }) => profiles),
    failures: readings.flatMap(({ failures }) => failures),
  }
}
