/** The main view: states, ladder, details, activity. */
export const states = {}
