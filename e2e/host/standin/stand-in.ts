import { EventEmitter } from 'node:events'
import { markUnsupported } from '../marks.ts'

/** Names that runtimes and printers look up on any object; not having them is an answer. */
const ASKED_OF_EVERYTHING = new Set(['then', 'toJSON', 'domain', 'nodeType', 'asymmetricMatch', '$$typeof'])

/** A test that tries something on purpose is answered by the error itself. */
let tested = 0

export function triedByTest<T>(attempt: () => T): T {
  tested++
  try {
    return attempt()
  } finally {
    tested--
  }
}

/** Thrown wherever the app uses something of Electron that this host does not have. */
export class NotSupportedError extends Error {
  constructor(what: string) {
    super(`The test host does not support Electron's ${what}. See e2e/host/README.md for what it has.`)
    this.name = 'NotSupportedError'
    // The app may catch it; the test has to know all the same.
    if (tested === 0) process.stdout.write(markUnsupported(what))
  }
}

/** At the end of every prototype chain: whoever gets here asked for something that nobody wrote. */
const missing: object = new Proxy(EventEmitter.prototype, {
  get(target, name, receiver) {
    if (typeof name === 'symbol' || name in target || ASKED_OF_EVERYTHING.has(name))
      return Reflect.get(target, name, receiver)
    throw new NotSupportedError(`${receiver.constructor.name}.${name}`)
  },
})

function Base(this: EventEmitter) {
  EventEmitter.call(this)
}
Base.prototype = Object.create(missing, { constructor: { value: EventEmitter, writable: true } })

/**
 * What every object of the stand-in is made from: an event emitter that refuses what it does not know, be it a property or
 * the name of an event, so that nothing is silently pretended.
 */
export abstract class StandIn extends (Base as unknown as typeof EventEmitter) {
  /** The events that can be listened to. */
  protected abstract readonly events: readonly string[]

  override on(event: string, listener: (...args: never[]) => void): this {
    return super.on(this.#known(event), listener as () => void)
  }

  override addListener(event: string, listener: (...args: never[]) => void): this {
    return super.addListener(this.#known(event), listener as () => void)
  }

  override once(event: string, listener: (...args: never[]) => void): this {
    return super.once(this.#known(event), listener as () => void)
  }

  #known(event: string): string {
    if (this.events.includes(event) || event === 'newListener' || event === 'removeListener') return event
    throw new NotSupportedError(`event '${event}' of ${this.constructor.name}`)
  }
}

/** An event that its listeners can stop, as Electron hands it out. */
export interface Preventable {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

export function preventable<T extends object>(facts?: T): T & Preventable {
  let prevented = false
  const event = {
    get defaultPrevented() {
      return prevented
    },
    preventDefault: () => {
      prevented = true
    },
  }
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(facts ?? {})) as T & Preventable
}
