import { FailureError } from '../src-shared/failure.ts'
import type { IpcBridge } from '../src-shared/ipc-bridge.ts'
import { type CulvertApi, IPC_CONTRACT } from '../src-shared/ipc-contract.ts'
import { type Contract, channelOf, type Envelope } from '../src-shared/ipc-types.ts'

declare global {
  interface Window {
    readonly culvert: IpcBridge
  }
}

/** Opens an answer: its value, or its failure thrown. Error classes would not survive the way into the window. */
export function opened(envelope: Envelope): unknown {
  if (envelope.type === 'success') return envelope.value
  throw new FailureError(envelope.failure)
}

/** The window's side of the contract over what the preload script offers. */
export function createApi(bridge: () => IpcBridge, contract: Contract = IPC_CONTRACT): CulvertApi {
  const api: Record<string, Record<string, unknown>> = {}
  for (const [group, entries] of Object.entries(contract)) {
    const functions: Record<string, unknown> = {}
    for (const [name, entry] of Object.entries(entries)) {
      const channel = channelOf(group, name)
      if (entry.direction === 'invoke') {
        functions[name] = async (argument: unknown) => opened(await bridge().invoke(channel, argument))
      } else {
        const on = `on${name.charAt(0).toUpperCase()}${name.slice(1)}`
        functions[on] = (listener: (argument: unknown) => void) => bridge().on(channel, listener)
      }
    }
    api[group] = functions
  }
  // Built from the contract that the type is derived from, entry by entry.
  return api as unknown as CulvertApi
}

/** The main process, as the window sees it. */
export const api: CulvertApi = createApi(() => window.culvert)
