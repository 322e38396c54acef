import type { tray as english } from '../en/tray.ts'
import type { Wording } from '../wording.ts'

/** The menu and tooltip of the tray icon, and the application menu. */
export const tray: Wording<typeof english> = {}
