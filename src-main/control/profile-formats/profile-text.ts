import { malformed, positionAt } from './malformed.ts'

/** A profile is a page of settings and at most a few certificates. */
export const MAX_PROFILE_BYTES = 64 * 1024

/** What TOML forbids anyway, found here so that it gets words. A lone CR is left to the parser. */
const CONTROL = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u

/** Turns a file's bytes into text without a byte-order mark. Throws `profile-malformed` for what is not plain UTF-8. */
export function profileText(source: string | Uint8Array, path: string): string {
  const size = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength
  if (size > MAX_PROFILE_BYTES) {
    throw malformed(path, { line: 1, column: 1 }, { problem: 'too-large', limit: MAX_PROFILE_BYTES })
  }
  const text = (typeof source === 'string' ? source : decode(source, path)).replace(/^\ufeff/, '')
  const offset = text.search(CONTROL)
  if (offset !== -1) {
    const code = text.charCodeAt(offset).toString(16).padStart(4, '0').toUpperCase()
    throw malformed(path, positionAt(text, offset), {
      problem: 'control-character',
      character: `U+${code}`,
    })
  }
  return text
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    const position = positionAt(lossy, Math.max(0, lossy.indexOf('\ufffd')))
    throw malformed(path, position, { problem: 'not-utf-8' }, cause)
  }
}
