import type { sheets as english } from '../en/sheets.ts'
import type { Wording } from '../wording.ts'

/** The questions about credentials and about the server's identity. */
export const sheets: Wording<typeof english> = {}
