/** One element of DER (X.690): its tag byte, its content, and all of it with tag and length. */
export interface Der {
  tag: number
  value: Uint8Array
  whole: Uint8Array
}

/** The tags that certificates, revocation lists and OCSP answers are made of. */
export const TAG = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OID: 0x06,
  ENUMERATED: 0x0a,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  SEQUENCE: 0x30,
} as const

/** What was read is not what it should be. Whoever reads knows what to call it. */
export class DerError extends Error {}

/** Reads the element that begins at `offset`. Throws `DerError`, and nothing else, whatever the bytes are. */
export function readDer(bytes: Uint8Array, offset = 0): Der {
  const tag = byteAt(bytes, offset)
  // Tags above 30 take several bytes; nothing that is read here has one.
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes')
  const first = byteAt(bytes, offset + 1)
  let start = offset + 2
  let length = first
  if (first >= 0x80) {
    const size = first & 0x7f
    if (size === 0 || size > 4) throw new DerError('a length that DER does not have')
    length = 0
    for (let index = 0; index < size; index++) length = length * 256 + byteAt(bytes, start + index)
    if (length < 0x80 || length < 256 ** (size - 1)) throw new DerError('a length that is not the shortest')
    start += size
  }
  if (start + length > bytes.length) throw new DerError('cut off')
  return {
    tag,
    value: bytes.subarray(start, start + length),
    whole: bytes.subarray(offset, start + length),
  }
}

/** The elements that stand one behind the other in the content of another one. */
export function derElements(content: Uint8Array): Der[] {
  const elements: Der[] = []
  for (let offset = 0; offset < content.length; ) {
    const element = readDer(content, offset)
    elements.push(element)
    offset += element.whole.length
  }
  return elements
}

/** Takes elements in their order, with those that may be missing. */
export class DerSequence {
  readonly #elements: readonly Der[]
  #next = 0

  /** Throws `DerError` when the element is none that holds others, or not one with this tag. */
  constructor(element: Der | undefined, tag: number = TAG.SEQUENCE) {
    if (element?.tag !== tag) throw new DerError(`no element 0x${tag.toString(16)}`)
    this.#elements = derElements(element.value)
  }

  take(tag?: number): Der {
    const element = this.optional(tag)
    if (element === undefined) throw new DerError('an element is missing')
    return element
  }

  optional(tag?: number): Der | undefined {
    const element = this.#elements[this.#next]
    if (element === undefined || (tag !== undefined && element.tag !== tag)) return undefined
    this.#next += 1
    return element
  }

  /** A time of either kind, if one comes next. */
  optionalTime(): number | undefined {
    const element = this.optional(TAG.UTC_TIME) ?? this.optional(TAG.GENERALIZED_TIME)
    return element === undefined ? undefined : derTime(element)
  }

  get rest(): readonly Der[] {
    return this.#elements.slice(this.#next)
  }
}

/** `1.2.840.113549`, as RFCs write it. */
export function derOid({ tag, value }: Der): string {
  if (tag !== TAG.OID || value.length === 0) throw new DerError('no object identifier')
  const numbers: number[] = []
  let number = 0
  for (const [index, byte] of value.entries()) {
    number = number * 128 + (byte & 0x7f)
    if (number > Number.MAX_SAFE_INTEGER / 128) throw new DerError('a number that is too large')
    if ((byte & 0x80) === 0) {
      numbers.push(number)
      number = 0
    } else if (index === value.length - 1) throw new DerError('cut off')
  }
  const [head = 0, ...tail] = numbers
  const first = Math.min(Math.floor(head / 40), 2)
  return [first, head - first * 40, ...tail].join('.')
}

/** Milliseconds since 1970. RFC 5280 section 4.1.2.5 wants seconds and Z; years of two digits are 1950 to 2049. */
export function derTime({ tag, value }: Der): number {
  const text = String.fromCharCode(...value.subarray(0, 32))
  const digits = tag === TAG.UTC_TIME ? 12 : 14
  const isTime = tag === TAG.UTC_TIME || tag === TAG.GENERALIZED_TIME
  if (!isTime || !new RegExp(`^\\d{${digits}}Z$`).test(text)) throw new DerError('no time')
  const century = tag === TAG.GENERALIZED_TIME ? '' : Number(text.slice(0, 2)) < 50 ? '20' : '19'
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + text)
  const iso = parts === null ? '' : `${parts.slice(1, 4).join('-')}T${parts.slice(4).join(':')}Z`
  const time = Date.parse(iso)
  if (Number.isNaN(time)) throw new DerError('no time')
  return time
}

/** The bytes of a bit string that has no odd bits at its end, as keys and signatures have none. */
export function derBits({ tag, value }: Der): Uint8Array {
  if (tag !== TAG.BIT_STRING || value[0] !== 0) throw new DerError('no bit string of whole bytes')
  return value.subarray(1)
}

function byteAt(bytes: Uint8Array, offset: number): number {
  const byte = bytes[offset]
  if (byte === undefined) throw new DerError('cut off')
  return byte
}
