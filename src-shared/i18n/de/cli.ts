import type { cli as english } from '../en/cli.ts'
import type { Wording } from '../wording.ts'

/** What the command line prints. */
export const cli: Wording<typeof english> = {}
