import type { OuterRoute } from './route-answer.ts'

/** What the engine wants to know about the network around the computer. */
export interface NetworkWatch {
  /**
   * Calls `onChange` after each change that may concern the outer connection; a burst of them is one call. Runs until
   * `close`.
   */
  start(onChange: () => void): void

  /** How packets leave to the first of these addresses that has a way; undefined while none has. */
  routeTo(addresses: readonly string[]): Promise<OuterRoute | undefined>

  /** Whether there is a way to anywhere, for as long as no address is known. */
  hasDefaultRoute(): Promise<boolean>

  /** Whether this computer is in any network at all. */
  hasNetwork(): boolean

  /** Whether one of this computer's devices that are up has this address. */
  hasAddress(address: string): boolean

  close(): void
}
