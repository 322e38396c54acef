/**
 * What the window may load and run: our own files, and nothing from any network. Style elements and attributes are not among
 * them, so no library of the window may write any; index.html says how react-aria is kept from it.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
