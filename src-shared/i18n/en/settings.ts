/** Settings and the about box. */
export const settings = {}
