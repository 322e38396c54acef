import type { settings as english } from '../en/settings.ts'
import type { Wording } from '../wording.ts'

/** Settings and the about box. */
export const settings: Wording<typeof english> = {}
