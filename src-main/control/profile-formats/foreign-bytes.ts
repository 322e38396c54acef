/** Beginnings of files that are no text, with what `FOREIGN_FILES` calls them. */
const BEGINNINGS: readonly (readonly [beginning: string, looksLike: string])[] = [
  ['\x89PNG', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['GIF8', 'picture'],
  ['II*\0', 'picture'],
  ['MM\0*', 'picture'],
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'archive'],
  ['PK\x05\x06', 'archive'],
  ['\x1f\x8b', 'archive'],
  ['7z\xbc\xaf\x27\x1c', 'archive'],
  ['Rar!', 'archive'],
  ['BZh', 'archive'],
  ['\xfd7zXZ', 'archive'],
  ['MSCF', 'archive'],
  ['\x7fELF', 'program'],
  ['MZ', 'program'],
  ['\xcf\xfa\xed\xfe', 'program'],
  ['\xca\xfe\xba\xbe', 'program'],
  ['\xd0\xcf\x11\xe0', 'office-document'],
  ['SQLite format 3', 'database'],
  ['ID3', 'sound-or-film'],
  ['OggS', 'sound-or-film'],
  ['RIFF', 'sound-or-film'],
]

/** What bytes that are no text seem to be; undefined when they may be text, or nobody can tell. */
export function foreignBytes(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'picture'
  if (start.startsWith('ftyp', 4)) return 'sound-or-film'
  // A sequence of ASN.1 with two bytes of length: certificates and keys in DER form, PKCS #12.
  if (start.startsWith('\x30\x82') && bytes.length > 64) return 'certificate'
  return BEGINNINGS.find(([beginning]) => start.startsWith(beginning))?.[1]
}
