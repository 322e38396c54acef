/** The first run and the review of what is imported. */
export const importing = {}
