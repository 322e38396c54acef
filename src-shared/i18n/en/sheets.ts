/** The questions about credentials and about the server's identity. */
export const sheets = {}
