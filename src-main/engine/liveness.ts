/** Silence after traffic of ours until the server is asked for a sign of life, and until the user is told. */
const ASK_AFTER_MS = 6_000
const SILENT_AFTER_MS = 12_000

/** Ticks come each second; a longer gap means that this computer slept or was busy, and says nothing about the server. */
const STALL_MS = 4_000

export type LivenessVerdict = 'fine' | 'ask' | 'silent' | 'answers-again'

/**
 * Notices that a server does not answer any more, long before the call is given up: packets go out and nothing at all
 * comes back, not even the answer to an echo. A connection that nobody uses is not silent. Pure; times in milliseconds.
 */
export class Liveness {
  #received = 0
  #sent = 0
  /** Since when something of ours is without any reaction. */
  #waitingSince: number | undefined
  #lastTick: number | undefined
  #asked = false
  #silent = false

  /** How long the server has been silent. */
  silentFor(now: number): number {
    return this.#waitingSince === undefined ? 0 : now - this.#waitingSince
  }

  /** `received` and `sent` are counters that only grow: chunks from the server, packets of ours. */
  tick(now: number, { received, sent }: { received: number; sent: number }): LivenessVerdict {
    const stalled = this.#lastTick !== undefined && now - this.#lastTick > STALL_MS
    this.#lastTick = now
    const heard = received !== this.#received
    const spoke = sent !== this.#sent
    this.#received = received
    this.#sent = sent
    if (heard || stalled) {
      const wasSilent = this.#silent
      this.#waitingSince = undefined
      this.#asked = false
      if (heard) this.#silent = false
      return heard && wasSilent ? 'answers-again' : 'fine'
    }
    if (spoke) this.#waitingSince ??= now
    if (this.#waitingSince === undefined) return 'fine'
    const silence = now - this.#waitingSince
    if (silence >= SILENT_AFTER_MS && !this.#silent) {
      this.#silent = true
      return 'silent'
    }
    if (silence >= ASK_AFTER_MS && !this.#asked) {
      this.#asked = true
      return 'ask'
    }
    return 'fine'
  }
}
