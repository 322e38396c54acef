/** The list of connections and their editor. */
export const profiles = {}
