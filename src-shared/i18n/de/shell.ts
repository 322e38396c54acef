import type { shell as english } from '../en/shell.ts'
import type { Wording } from '../wording.ts'

/** The frame of the window: banners, shortcuts, failures of the window itself. */
export const shell: Wording<typeof english> = {}
