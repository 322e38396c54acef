/** One end of the bridge between the two worlds of a page, which share the document but no JavaScript object. */
export interface Endpoint {
  /** Calls the other world; what it throws is thrown here. Functions and promises in either direction keep working. */
  ask(name: string, ...args: unknown[]): unknown
  /** Answers `ask` of the other world. */
  answer(name: string, handler: (...args: unknown[]) => unknown): void
}

type Packed =
  | { kind: 'value'; value: unknown }
  | { kind: 'function' | 'promise'; id: number }
  | { kind: 'error'; name: string; message: string; stack: string | undefined }
  | { kind: 'array'; items: Packed[] }
  | { kind: 'object'; entries: [string, Packed][] }

type Handler = (...args: unknown[]) => unknown

/**
 * Carries calls over synchronous events of the document, whose details Chromium clones from world to world. Written into the
 * page as text: it may use nothing from outside. What the page's own scripts could replace later is taken now.
 */
export function makeEndpoint(secret: string, here: string, there: string): Endpoint {
  const MAX_DEPTH = 1000
  const { dispatchEvent, addEventListener, removeEventListener } = EventTarget.prototype
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown
  const Custom = CustomEvent
  const { apply } = Reflect
  const target: EventTarget = document
  const handlers = new Map<string, Handler>()
  const functions = new Map<number, Handler>()
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  const CLONED = /^(Date|RegExp|Map|Set|ArrayBuffer|Blob|File|FileList|ImageData|ImageBitmap|DOM\w+)$/
  let nextId = 1

  const emit = (name: string, detail: unknown) =>
    apply(dispatchEvent, target, [new Custom(`${secret}:${name}`, { detail })])

  function hear(name: string, listener: (detail: never) => void): () => void {
    const heard = (event: Event) => listener(apply(detailOf, event, []) as never)
    apply(addEventListener, target, [`${secret}:${name}`, heard])
    return () => apply(removeEventListener, target, [`${secret}:${name}`, heard])
  }

  function pack(value: unknown, depth = 0): Packed {
    if (depth > MAX_DEPTH) throw new Error('Electron contextBridge recursion depth exceeded.')
    if (typeof value === 'function') {
      const id = nextId++
      functions.set(id, value as Handler)
      return { kind: 'function', id }
    }
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value !== 'object' || value === null) return { kind: 'value', value }
    return packObject(value, depth)
  }

  function packObject(value: object, depth: number): Packed {
    if (value instanceof Promise) {
      const id = nextId++
      value.then(
        (result) => emit(there, { settles: id, success: true, packed: pack(result) }),
        (error) => emit(there, { settles: id, success: false, packed: pack(error) }),
      )
      return { kind: 'promise', id }
    }
    if (value instanceof Error)
      return { kind: 'error', name: value.name, message: value.message, stack: value.stack }
    if (Array.isArray(value)) return { kind: 'array', items: value.map((item) => pack(item, depth + 1)) }
    if (ArrayBuffer.isView(value) || CLONED.test(Object.prototype.toString.call(value).slice(8, -1)))
      return { kind: 'value', value: structuredClone(value) }
    if (value instanceof Node) throw new Error('An object could not be cloned.')
    const entries = Object.entries(value).map(([key, item]): [string, Packed] => [key, pack(item, depth + 1)])
    return { kind: 'object', entries }
  }

  function unpack(packed: Packed): unknown {
    switch (packed.kind) {
      case 'value':
        return packed.value
      case 'function': {
        const { id } = packed
        return (...args: unknown[]) => call({ calls: id, packed: args.map((arg) => pack(arg)) })
      }
      case 'promise':
        return new Promise((resolve, reject) => promises.set(packed.id, { resolve, reject }))
      case 'error': {
        const error = new Error(packed.message)
        error.name = packed.name
        return error
      }
      case 'array':
        return packed.items.map(unpack)
      case 'object':
        return Object.fromEntries(packed.entries.map(([key, item]) => [key, unpack(item)]))
    }
  }

  function call(message: { calls: number | string; packed: Packed[] }): unknown {
    const id = `${here}${nextId++}`
    let reply: { success: boolean; packed: Packed } | undefined
    const stop = hear(`reply:${id}`, (detail: { success: boolean; packed: Packed }) => {
      reply = detail
    })
    emit(there, { ...message, id })
    stop()
    if (reply === undefined) throw new Error('the other world of the page does not answer')
    const value = unpack(reply.packed)
    if (!reply.success) throw value
    return value
  }

  type Incoming =
    | { calls: number | string; packed: Packed[]; id: string }
    | { settles: number; success: boolean; packed: Packed }

  hear(here, (incoming: Incoming) => {
    if ('settles' in incoming) {
      const promise = promises.get(incoming.settles)
      promises.delete(incoming.settles)
      if (incoming.success) promise?.resolve(unpack(incoming.packed))
      else promise?.reject(unpack(incoming.packed))
      return
    }
    const { calls, packed, id } = incoming
    const handler = typeof calls === 'number' ? functions.get(calls) : handlers.get(calls)
    try {
      if (handler === undefined) throw new Error(`the other world of the page has no ${calls}`)
      emit(`reply:${id}`, { success: true, packed: pack(handler(...packed.map(unpack))) })
    } catch (error) {
      emit(`reply:${id}`, { success: false, packed: pack(error) })
    }
  })

  return {
    ask: (name, ...args) => call({ calls: name, packed: args.map((arg) => pack(arg)) }),
    answer: (name, handler) => {
      handlers.set(name, handler)
    },
  }
}
