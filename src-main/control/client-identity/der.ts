/** One value of a DER structure (X.690). */
export interface DerValue {
  tag: number
  content: Uint8Array
}

/** Deeper or longer than any key store: whoever sends more wants to keep us busy. */
const MAX_VALUES = 4096

export const DER = {
  INTEGER: 0x02,
  OCTETS: 0x04,
  OID: 0x06,
  SEQUENCE: 0x30,
  SET: 0x31,
  CONTEXT_0: 0xa0,
} as const

export class DerError extends Error {}

/** The values that stand one behind the other. Throws `DerError` for anything else; indefinite lengths are BER, not DER. */
export function derValues(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = []
  let at = 0
  while (at < bytes.length) {
    const { value, end } = derValue(bytes, at)
    values.push(value)
    if (values.length > MAX_VALUES) throw new DerError('too many values')
    at = end
  }
  return values
}

/** The values inside a constructed one, which must have this tag. */
export function derInside(value: DerValue | undefined, tag: number = DER.SEQUENCE): DerValue[] {
  return derValues(derContent(value, tag))
}

export function derContent(value: DerValue | undefined, tag: number): Uint8Array {
  if (value?.tag !== tag) throw new DerError(`tag ${tag} was expected, not ${value?.tag ?? 'the end'}`)
  return value.content
}

/** A small number, such as a count of rounds. */
export function derNumber(value: DerValue | undefined): number {
  const bytes = derContent(value, DER.INTEGER)
  if (bytes.length > 5 || (bytes[0] ?? 0) > 0x7f) throw new DerError('a number is too large')
  return bytes.reduce((number, byte) => number * 256 + byte, 0)
}

/** An object identifier in hexadecimal digits, which is enough to know it. */
export function derOid(value: DerValue | undefined): string {
  return Buffer.from(derContent(value, DER.OID)).toString('hex')
}

function derValue(bytes: Uint8Array, at: number): { value: DerValue; end: number } {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined) throw new DerError('it ends in the middle')
  let [length, begin] = [first, at + 2]
  if (first > 0x7f) {
    const count = first & 0x7f
    if (count === 0 || count > 4) throw new DerError('a length is not definite')
    length = bytes.subarray(begin, begin + count).reduce((number, byte) => number * 256 + byte, 0)
    begin += count
  }
  const end = begin + length
  if (end > bytes.length) throw new DerError('it ends in the middle')
  return { value: { tag, content: bytes.subarray(begin, end) }, end }
}
