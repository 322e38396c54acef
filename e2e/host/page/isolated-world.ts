import type { makeCodec } from '../standin/codec.ts'
import type { makeEndpoint } from './endpoint.ts'

type Listener = (event: unknown, ...args: unknown[]) => void

/** What goes to the main process. */
export type FromPage =
  | { type: 'invoke'; id: number; channel: string; args: unknown[] }
  | { type: 'send'; channel: string; args: unknown[] }
  | { type: 'window-open'; url: string; name: string; features: string }
  | { type: 'title'; title: string }
  | { type: 'preload-error'; message: string; stack: string }

/** What comes from there. */
export type ToPage =
  | { type: 'reply'; id: number; result: unknown }
  | { type: 'refusal'; id: number; error: string }
  | { type: 'message'; channel: string; args: unknown[] }

/** The modules of Electron that a preload script can have here. */
export type PreloadModules = Record<string, unknown>

export interface WorldOptions {
  secret: string
  /** Pages that the app has not loaded. */
  startPages: readonly string[]
  /** Names in this world only: where text goes out, and where it comes in. */
  send: string
  receive: string
  /** What a preload script sees of its process. */
  process: Record<string, unknown>
}

interface Parts {
  connect: typeof makeEndpoint
  codec: typeof makeCodec
  modules: (
    post: (message: FromPage) => void,
    bridge: ReturnType<typeof makeEndpoint>,
  ) => { electron: PreloadModules; receive(message: ToPage): void }
  preload(require: unknown, module: unknown, exports: unknown, process: unknown): void
}

/**
 * The world in which the preload script runs: Electron's modules on one side, the page's own world on the other. Only the
 * top frame has a preload script, as in Electron. Written into the page as text.
 */
export function isolatedWorld(options: WorldOptions, { connect, codec, modules, preload }: Parts): void {
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const { encode, decode } = codec({
    toBase64: (bytes) => (bytes as Uint8Array & { toBase64(): string }).toBase64(),
    fromBase64: (text) =>
      (Uint8Array as unknown as { fromBase64(text: string): Uint8Array }).fromBase64(text),
  })
  const post = (message: FromPage) => world[options.send]?.(encode(message))
  const bridge = connect(options.secret, 'isolated', 'main')
  bridge.answer('open', (url, name, features) =>
    post({
      type: 'window-open',
      url: url as string,
      name: name as string,
      features: features as string,
    }),
  )
  if (window.top !== window || options.startPages.includes(location.href)) return

  document.addEventListener('DOMContentLoaded', () => {
    let told = ''
    const tell = () => {
      if (document.title !== told) post({ type: 'title', title: document.title })
      told = document.title
    }
    tell()
    new MutationObserver(tell).observe(document.head, { childList: true, subtree: true, characterData: true })
  })

  const { electron, receive } = modules(post, bridge)
  world[options.receive] = (text) => receive(decode(text) as ToPage)

  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer' || name === 'electron/common') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, Object.freeze(options.process))
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    console.error(`Unable to load preload script: ${message}`)
    post({ type: 'preload-error', message, stack: stack ?? '' })
  }
}

export type { Listener }
