import type { makeEndpoint } from './endpoint.ts'

/**
 * The world of the page's own scripts, before any of them runs: what the preload script exposes appears here, and
 * `window.open` asks the main process, which denies. Written into the page as text.
 */
export function mainWorld(secret: string, connect: typeof makeEndpoint): void {
  const bridge = connect(secret, 'main', 'isolated')

  function frozen<T>(value: T): T {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
    for (const item of Object.values(value)) frozen(item)
    return Object.freeze(value)
  }

  bridge.answer('expose', (key, api) => {
    if (Object.hasOwn(window, key as string))
      throw new Error('Cannot bind an API on top of an existing property on the window object')
    Object.defineProperty(window, key as string, { value: frozen(api), enumerable: true })
  })

  // What the main process decides cannot be awaited here, so nothing but its denial is supported; see web-contents.ts.
  window.open = (url, name, features) => {
    const address = String(url ?? '')
    const resolved = address === '' ? 'about:blank' : (URL.parse(address, document.baseURI)?.href ?? '')
    bridge.ask('open', resolved, String(name ?? ''), String(features ?? ''))
    return null
  }
}
