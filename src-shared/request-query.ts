/** A question mark and what may stand behind one in a request (RFC 3986 section 3.4), at most 256 characters. */
export function isRequestQuery(text: string): boolean {
  return /^\?[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]{1,255}$/.test(text)
}
