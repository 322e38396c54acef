/**
 * Milliseconds of silence while something of ours is without reaction: until the server is asked for a sign of life, until
 * the user is told, and until the connection counts as dead. A tick sees things up to a second late, twice; so a server is
 * given up at most 11 s after its last packet.
 */
const ASK_AFTER_MS = 3_000
const SILENT_AFTER_MS = 5_500
const DEAD_AFTER_MS = 9_500

/** The same after a hint that the connection may be dead, for instance another network: nobody waits longer than needed. */
const DEAD_AFTER_HINT_MS = 3_500

/** Ticks come each second; a longer gap means that this computer slept or was busy, and says nothing about the server. */
const STALL_MS = 4_000

export type LivenessVerdict = 'fine' | 'ask' | 'silent' | 'dead' | 'answers-again'

/**
 * Notices that a server does not answer any more: packets go out and nothing at all comes back, not even the answer to an
 * echo. A connection that nobody uses is not silent. Pure; times in milliseconds, of a clock that does not jump.
 */
export class Liveness {
  #received = 0
  #sent = 0
  /** Since when something of ours is without any reaction. */
  #waitingSince: number | undefined
  #lastTick: number | undefined
  #asked = false
  #silent = false
  #patienceMs = DEAD_AFTER_MS

  /** How long the server has been silent. */
  silentFor(now: number): number {
    return this.#waitingSince === undefined ? 0 : now - this.#waitingSince
  }

  /** The caller has a reason for doubt and asks the server now: from now on an answer is due, and soon. */
  doubt(now: number): void {
    this.#waitingSince = now
    this.#asked = true
    this.#patienceMs = DEAD_AFTER_HINT_MS
  }

  /** `received` and `sent` are counters that only grow: chunks from the server, packets of ours. */
  tick(now: number, { received, sent }: { received: number; sent: number }): LivenessVerdict {
    const before = this.#lastTick ?? now
    const heard = received !== this.#received
    const spoke = sent !== this.#sent
    this.#lastTick = now
    this.#received = received
    this.#sent = sent
    if (heard) return this.#handleSignOfLife(now, spoke)
    if (now - before > STALL_MS) return this.#handleStall(now)
    if (spoke) this.#waitingSince ??= before
    return this.#judge(now)
  }

  /** What was sent in the same second may have been sent after it, and be without reaction. */
  #handleSignOfLife(now: number, spoke: boolean): LivenessVerdict {
    const wasSilent = this.#silent
    this.#waitingSince = spoke ? now : undefined
    this.#asked = false
    this.#silent = false
    this.#patienceMs = DEAD_AFTER_MS
    return wasSilent ? 'answers-again' : 'fine'
  }

  /** What the server sent meanwhile is still to be read, and what it was owed is late: the waiting begins anew. */
  #handleStall(now: number): LivenessVerdict {
    this.#waitingSince = now
    this.#asked = true
    this.#patienceMs = DEAD_AFTER_MS
    return 'ask'
  }

  #judge(now: number): LivenessVerdict {
    if (this.#waitingSince === undefined) return 'fine'
    const silence = now - this.#waitingSince
    if (silence >= this.#patienceMs) return 'dead'
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
