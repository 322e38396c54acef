/** Limits of a name in a message (RFC 1035 section 2.3.4), in bytes. */
const MAX = { NAME: 255, LABEL: 63 } as const

/** A name cannot have more labels than bytes, nor lead to more places than it has labels. */
const MAX_POINTERS = 128

/**
 * A name in the form that messages have: labels, each behind its length. The name is ASCII already; a dot at its end
 * says only that it is complete. Throws `RangeError` for what DNS cannot carry, because names come from our own side.
 */
export function encodeName(name: string): Uint8Array {
  const bytes: number[] = []
  for (const label of name.replace(/\.$/, '').split('.')) {
    if (label.length === 0 || label.length > MAX.LABEL || !/^[!-~]+$/.test(label))
      throw new RangeError(`not a name for DNS: ${name}`)
    bytes.push(label.length, ...Array.from(label, (character) => character.charCodeAt(0)))
  }
  bytes.push(0)
  if (bytes.length > MAX.NAME) throw new RangeError(`not a name for DNS: ${name}`)
  return Uint8Array.from(bytes)
}

export interface DecodedName {
  /** Lower case, labels as hex so that no byte can look like a separator: only for comparison. */
  key: string
  /** As people write it, if it has none but letters, digits, hyphens and underscores. */
  text?: string
  /** Where what follows the name begins. */
  end: number
}

/** Reads the name at `at`, following compression (RFC 1035 section 4.1.4). Undefined when it is none. */
export function decodeName(message: Uint8Array, at: number): DecodedName | undefined {
  const labels: Uint8Array[] = []
  let end: number | undefined
  let length = 1
  let pointers = 0
  for (let position = at; position < message.length; ) {
    const size = message[position]
    if (size === 0)
      return { key: labels.map(labelKey).join('.'), ...textOf(labels), end: end ?? position + 1 }
    if (size >= 0xc0) {
      const target = ((size & 0x3f) << 8) | message[position + 1]
      // A pointer leads to an earlier name, so there is no way round in circles.
      if (position + 1 >= message.length || target >= position || ++pointers > MAX_POINTERS) return undefined
      end ??= position + 2
      position = target
      continue
    }
    length += size + 1
    if (size > MAX.LABEL || length > MAX.NAME || position + 1 + size > message.length) return undefined
    labels.push(message.subarray(position + 1, position + 1 + size))
    position += 1 + size
  }
  return undefined
}

function textOf(labels: readonly Uint8Array[]): { text?: string } {
  const text = labels.map((label) => String.fromCharCode(...label)).join('.')
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(text) ? { text } : {}
}

/** Names are the same whatever the case of their ASCII letters is (RFC 4343). */
function labelKey(label: Uint8Array): string {
  let key = ''
  for (const byte of label) {
    const lower = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
    key += lower.toString(16).padStart(2, '0')
  }
  return key
}
