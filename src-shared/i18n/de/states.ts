import type { states as english } from '../en/states.ts'
import type { Wording } from '../wording.ts'

/** The main view: states, ladder, details, activity. */
export const states: Wording<typeof english> = {}
