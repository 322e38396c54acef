import type { profiles as english } from '../en/profiles.ts'
import type { Wording } from '../wording.ts'

/** The list of connections and their editor. */
export const profiles: Wording<typeof english> = {}
