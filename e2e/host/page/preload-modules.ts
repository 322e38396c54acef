import type { Endpoint } from './endpoint.ts'
import type { FromPage, Listener, PreloadModules, ToPage } from './isolated-world.ts'

/** The part of the module `electron` that a sandboxed preload script can have. Written into the page as text. */
export function preloadModules(
  post: (message: FromPage) => void,
  bridge: Endpoint,
): { electron: PreloadModules; receive(message: ToPage): void } {
  const listeners = new Map<string, Set<Listener>>()
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  let nextId = 1

  function known<T extends object>(name: string, members: T): T {
    return new Proxy(members, {
      get(target, key, receiver) {
        if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON')
          return Reflect.get(target, key, receiver)
        throw new Error(`The test host does not support Electron's ${name}.${key} in a preload script.`)
      },
    })
  }

  const listenersOf = (channel: string) => {
    const found = listeners.get(channel) ?? new Set<Listener>()
    listeners.set(channel, found)
    return found
  }
  const add = (channel: string, listener: Listener) => {
    listenersOf(channel).add(listener)
    return ipcRenderer
  }
  const remove = (channel: string, listener: Listener) => {
    listenersOf(channel).delete(listener)
    return ipcRenderer
  }

  const ipcRenderer: object = known('ipcRenderer', {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const id = nextId++
      return new Promise((resolve, reject) => {
        post({ type: 'invoke', id, channel, args })
        waiting.set(id, {
          resolve,
          reject: ({ message }) => reject(new Error(`Error invoking remote method '${channel}': ${message}`)),
        })
      })
    },
    send: (channel: string, ...args: unknown[]) => post({ type: 'send', channel, args }),
    on: add,
    addListener: add,
    off: remove,
    removeListener: remove,
    once(channel: string, listener: Listener) {
      const only: Listener = (event, ...args) => {
        remove(channel, only)
        listener(event, ...args)
      }
      return add(channel, only)
    },
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => listenersOf(channel).size,
  })

  const contextBridge = known('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      bridge.ask('expose', key, api)
    },
  })

  const webUtils = known('webUtils', {
    // Electron answers so for a file that no path is known of; the page's own process is never told one here.
    getPathForFile(file: unknown): string {
      if (file instanceof File) return ''
      throw new TypeError('Failed to convert value to File')
    },
  })

  function receive(message: ToPage): void {
    if (message.type === 'message') {
      const event = { sender: ipcRenderer, ports: [] }
      for (const listener of [...listenersOf(message.channel)]) {
        // One listener that throws does not keep the others from hearing, and the page learns of it.
        try {
          listener(event, ...message.args)
        } catch (error) {
          reportError(error)
        }
      }
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'reply') asked?.resolve(message.result)
    else asked?.reject(new Error(message.error))
  }

  return { electron: known('electron', { ipcRenderer, contextBridge, webUtils }), receive }
}
