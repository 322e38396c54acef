import type { logs as english } from '../en/logs.ts'
import type { Wording } from '../wording.ts'

/** The view of the log. */
export const logs: Wording<typeof english> = {}
