import { FailureError } from '../src-shared/failure.ts'
import { type CulvertApi, IPC_CONTRACT } from '../src-shared/ipc-contract.ts'
import type { Contract, Envelope } from '../src-shared/ipc-types.ts'

/**
 * What the preload script puts into the window: questions that answer with an envelope, and `on…` functions for news.
 * Error classes do not survive the crossing, which is why the envelopes are opened on this side.
 */
type Preloaded = Readonly<Record<string, Readonly<Record<string, (argument: unknown) => unknown>>>>

declare global {
  interface Window {
    readonly culvert: Preloaded
  }
}

/** Opens an answer: its value, or its failure thrown. */
export function opened(envelope: Envelope): unknown {
  if (envelope.type === 'success') return envelope.value
  throw new FailureError(envelope.failure)
}

/** The window's side of the contract over what the preload script offers. */
export function createApi(preloaded: Preloaded, contract: Contract = IPC_CONTRACT): CulvertApi {
  const api: Record<string, Record<string, unknown>> = {}
  for (const [group, entries] of Object.entries(contract)) {
    const functions: Record<string, unknown> = {}
    for (const [name, entry] of Object.entries(entries)) {
      if (entry.direction === 'invoke') {
        functions[name] = async (argument: unknown) =>
          opened((await preloaded[group]?.[name]?.(argument)) as Envelope)
      } else {
        const on = `on${name.charAt(0).toUpperCase()}${name.slice(1)}`
        functions[on] = (listener: unknown) => preloaded[group]?.[on]?.(listener)
      }
    }
    api[group] = functions
  }
  // Built from the contract that the type is derived from, entry by entry.
  return api as unknown as CulvertApi
}

/** The main process, as the window sees it. */
export const api: CulvertApi = createApi(globalThis.window?.culvert ?? {})
