/** The wall clock went on for so long without the monotonic one: the computer slept. A clock that is set looks the same. */
const SLEPT_MS = 5_000

/**
 * Notices that the computer woke up: while it sleeps the monotonic clock stands still and the wall clock does not. A clock that
 * somebody sets forward is taken for it, which costs an echo and nothing else.
 */
export class WakeWatch {
  #offset: number | undefined

  /** True when the computer slept since the last tick. Milliseconds of both clocks. */
  tick(monotonic: number, wall: number): boolean {
    const offset = wall - monotonic
    const slept = this.#offset !== undefined && offset - this.#offset >= SLEPT_MS
    this.#offset = offset
    return slept
  }
}
