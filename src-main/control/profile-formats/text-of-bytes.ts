/**
 * Turns the bytes of a file into text: UTF-8 or UTF-16 with a byte-order mark, UTF-16 without one, UTF-8, or else
 * Windows-1252, which is what Windows calls ANSI in western countries. Bytes that are no text give a text with NULs.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const text = decode(bytes)
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

function decode(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes) ?? unmarkedUtf16(bytes)
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function markedEncoding([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined
}

/** Latin letters in UTF-16 have a NUL in every second byte, and nowhere else. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 512)
  if (start.length < 8) return undefined
  const nuls = [0, 0]
  for (const [index, byte] of start.entries()) if (byte === 0) nuls[index % 2]++
  const many = 0.4 * start.length
  if (nuls[1] > many && nuls[0] === 0) return 'utf-16le'
  return nuls[0] > many && nuls[1] === 0 ? 'utf-16be' : undefined
}
