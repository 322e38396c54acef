import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { makeEndpoint } from '../page/endpoint.ts'
import { isolatedWorld, type WorldOptions } from '../page/isolated-world.ts'
import { mainWorld } from '../page/main-world.ts'
import { preloadModules } from '../page/preload-modules.ts'
import { makeCodec } from './codec.ts'
import { START_PAGE, START_PAGE_OF_WINDOW } from './start-page.ts'
import { VERSIONS } from './versions.ts'

/** The name that Electron gives it, too; bindings and contexts are found by it. */
export const WORLD_NAME = 'Electron Isolated Context'

/** Names that exist in the isolated world only. */
export const SEND_NAME = '__electronHostSend'
export const RECEIVE_NAME = '__electronHostReceive'

/** What is put into a page before its own scripts run. */
export interface InjectedScripts {
  main: string
  isolated: string
  /** The preload script could not be read or is no JavaScript: as Electron does, the page goes on without. */
  trouble: Error | undefined
}

export function injectedScripts(preload: string | undefined): InjectedScripts {
  const secret = randomUUID()
  const { source, trouble } = sourceOf(preload)
  const options: WorldOptions = {
    secret,
    startPages: [START_PAGE, START_PAGE_OF_WINDOW],
    send: SEND_NAME,
    receive: RECEIVE_NAME,
    process: {
      type: 'renderer',
      platform: process.platform,
      arch: process.arch,
      sandboxed: true,
      contextIsolated: true,
      versions: { ...VERSIONS },
    },
  }
  return {
    main: `(${mainWorld})(${JSON.stringify(secret)}, ${makeEndpoint})`,
    isolated: `(${isolatedWorld})(${JSON.stringify(options)}, {
      connect: ${makeEndpoint}, codec: ${makeCodec}, modules: ${preloadModules}, preload: ${source} })`,
    trouble,
  }
}

/** The script in a scope of its own, as a module has it. */
function sourceOf(preload: string | undefined): { source: string; trouble: Error | undefined } {
  const wrapped = (text: string) => `function (require, module, exports, process) {${text}\n}`
  if (preload === undefined) return { source: wrapped(''), trouble: undefined }
  try {
    const source = wrapped(readFileSync(preload, 'utf8'))
    new Script(`(${source})`, { filename: preload })
    return { source, trouble: undefined }
  } catch (error) {
    return { source: wrapped(''), trouble: error as Error }
  }
}
