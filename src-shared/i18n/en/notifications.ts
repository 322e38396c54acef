/** Notifications of the desktop. */
export const notifications = {}
