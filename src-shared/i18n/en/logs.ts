/** The view of the log. */
export const logs = {}
