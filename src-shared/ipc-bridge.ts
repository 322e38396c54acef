import { type Contract, channelOf, type Entry, type Envelope } from './ipc-types.ts'

/** The name under which the preload script puts the bridge into the window: `window.culvert`. */
export const BRIDGE_NAME = 'culvert'

/** All that the window can reach: channels of the contract, and nothing else of the runtime. */
export interface IpcBridge {
  invoke(channel: string, argument: unknown): Promise<Envelope>
  /** Returns what ends the subscription. */
  on(channel: string, listener: (argument: unknown) => void): () => void
}

/** The channels of one direction. */
export function channelsOf(contract: Contract, direction: Entry['direction']): string[] {
  return Object.entries(contract).flatMap(([group, entries]) =>
    Object.entries(entries)
      .filter(([, entry]) => entry.direction === direction)
      .map(([name]) => channelOf(group, name)),
  )
}
