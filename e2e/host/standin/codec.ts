/** Text that carries any value which the structured clone algorithm can copy. */
export interface Codec {
  encode(value: unknown): string
  decode(text: string): unknown
}

/**
 * Makes the codec of messages between main process and preload script. It is written into the page as text as well, so it
 * may use nothing from outside but what it is given: how bytes become base64 and back.
 *
 * Plain data stays plain JSON; everything else becomes `{ $: tag, v: … }`.
 */
export function makeCodec(bytes: {
  toBase64(bytes: Uint8Array): string
  fromBase64(text: string): Uint8Array
}): Codec {
  const VIEWS = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  } as const satisfies Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>
  const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } as const

  const tagged = (tag: string, value?: unknown) => ({ $: tag, v: value })

  const packNumber = (value: number) =>
    Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : tagged('number', Object.is(value, -0) ? '-0' : String(value))

  function packObject(value: object): unknown {
    if (Array.isArray(value)) return value.map(pack)
    if (value instanceof Date) return tagged('date', value.getTime())
    if (value instanceof RegExp) return tagged('regexp', [value.source, value.flags])
    if (value instanceof Map) return tagged('map', [...value].map(pack))
    if (value instanceof Set) return tagged('set', [...value].map(pack))
    if (value instanceof ArrayBuffer) return tagged('buffer', bytes.toBase64(new Uint8Array(value)))
    if (ArrayBuffer.isView(value)) {
      const content = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      return tagged('view', [Object.prototype.toString.call(value).slice(8, -1), bytes.toBase64(content)])
    }
    if (value instanceof Error) return tagged('error', [value.name, value.message, value.stack])
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, pack(item)])
    return Object.hasOwn(value, '$') ? tagged('object', entries) : Object.fromEntries(entries)
  }

  function pack(value: unknown): unknown {
    if (value === undefined) return tagged('undefined')
    if (typeof value === 'bigint') return tagged('bigint', String(value))
    if (typeof value === 'number') return packNumber(value)
    if (typeof value === 'object' && value !== null) return packObject(value)
    return value
  }

  function unpackTagged(tag: string, value: unknown): unknown {
    switch (tag) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(value)
      case 'bigint':
        return BigInt(value as string)
      case 'date':
        return new Date(value as number)
      case 'regexp':
        return new RegExp(...(value as [string, string]))
      case 'map':
        return new Map((value as unknown[]).map((pair) => unpack(pair) as [unknown, unknown]))
      case 'set':
        return new Set((value as unknown[]).map(unpack))
      case 'object':
        return Object.fromEntries((value as [string, unknown][]).map(([key, item]) => [key, unpack(item)]))
      case 'buffer':
        return bytes.fromBase64(value as string).slice().buffer
      case 'view': {
        const [name, text] = value as [keyof typeof VIEWS, string]
        const View: new (buffer: ArrayBuffer) => ArrayBufferView = VIEWS[name]
        return new View(bytes.fromBase64(text).slice().buffer)
      }
      case 'error': {
        const [name, message, stack] = value as [keyof typeof ERRORS, string, string]
        const error = new (ERRORS[name] ?? Error)(message)
        return Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
      }
      default:
        throw new Error(`unknown tag ${tag}`)
    }
  }

  function unpack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(unpack)
    if (Object.hasOwn(value, '$')) {
      const { $: tag, v } = value as { $: string; v: unknown }
      return unpackTagged(tag, v)
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpack(item)]))
  }

  /** As Electron does: copied first, so that prototypes are dropped and functions refused in its words. */
  function copied(value: unknown): unknown {
    try {
      return structuredClone(value)
    } catch {
      throw new Error('An object could not be cloned.')
    }
  }

  return {
    encode: (value) => JSON.stringify(pack(copied(value))),
    decode: (text) => unpack(JSON.parse(text)),
  }
}

/** The codec of the main process. */
export const codec = makeCodec({
  toBase64: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  fromBase64: (text) => new Uint8Array(Buffer.from(text, 'base64')),
})
