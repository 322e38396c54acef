import type { importing as english } from '../en/importing.ts'
import type { Wording } from '../wording.ts'

/** The first run and the review of what is imported. */
export const importing: Wording<typeof english> = {}
