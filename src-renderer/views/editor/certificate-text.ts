/** Certificates are small; larger files are something else. As much as the main process takes. */
export const MAX_CERTIFICATE_BYTES = 131_072

const LINE = 64

/** A file's certificates as PEM: text is taken as it is, binary form (DER) is written out. Undefined for anything else. */
export function certificateText(bytes: Uint8Array): string | undefined {
  // A DER certificate is a sequence with a length of two bytes or more.
  if (bytes[0] === 0x30 && (bytes[1] ?? 0) > 0x80) return pemOf(bytes)
  const text = decoded(bytes)
  return text?.includes('-----BEGIN ') ? text.replaceAll('\r\n', '\n').trim() : undefined
}

/** How many certificates there are in a text. */
export function certificateCount(text: string): number {
  return text.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0
}

/** A new text behind what is there: files of authorities are often chosen one by one. */
export function withCertificates(text: string, more: string): string {
  return text.trim() === '' || text.includes(more) ? text.trim() || more : `${text.trim()}\n${more}`
}

function pemOf(bytes: Uint8Array): string {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----'].join('\n')
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Neither a certificate in binary form nor text.
    return undefined
  }
}
