import type { notifications as english } from '../en/notifications.ts'
import type { Wording } from '../wording.ts'

/** Notifications of the desktop. */
export const notifications: Wording<typeof english> = {}
