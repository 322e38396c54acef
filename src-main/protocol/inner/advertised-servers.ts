import { earlier } from '../timer-table.ts'
import type { Inquiry } from './inquiry.ts'
import { linkLocal } from './ipv6-address.ts'
import { encodeRouterSolicitation, lifetimeMs, parseRouterAdvertisement } from './router-discovery.ts'

/** So many are kept; a hostile router may announce any number, one after the other. */
const MAX_SERVERS = 8

/** No router has the host's network changed more often than this. */
const SETTLE_MS = 10_000

/** Between two questions whether servers may be used for longer: ten seconds at first, twice as long each time. */
const PAUSE = { FIRST_MS: 10_000, LONGEST_MS: 600_000 } as const

/**
 * Follows for how long name servers may be used that routers announce (RFC 8106 section 5.1): each advertisement counts, also
 * one that nobody asked for, and a server whose time is up is gone. The router is asked when two thirds of the shortest time
 * are over; by then the question about the address, after one half, has usually been answered for both. It is over when the
 * servers are others than those that it began with.
 */
export class AdvertisedServers implements Inquiry {
  readonly #interfaceId: Uint8Array
  readonly #first: ReadonlySet<string>
  readonly #until: Map<string, number>
  readonly #settledAt: number
  readonly #transmits: Uint8Array[] = []
  #askAt = Number.POSITIVE_INFINITY
  #pauseMs: number = PAUSE.FIRST_MS
  #isOver = false

  /** @param known the servers, and until when each of them may be used */
  constructor(known: ReadonlyMap<string, number>, interfaceId: Uint8Array, now: number) {
    this.#interfaceId = interfaceId
    this.#first = new Set(known.keys())
    this.#until = new Map(known)
    this.#settledAt = now + SETTLE_MS
    this.#plan(now)
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** The servers that may be used now, and until when. */
  get known(): ReadonlyMap<string, number> {
    return this.#until
  }

  handlePacket(packet: Uint8Array, now: number): boolean {
    const advertisement = this.#isOver ? undefined : parseRouterAdvertisement(packet)
    if (advertisement === undefined || advertisement.dns.length === 0) return false
    for (const { name, validSeconds } of advertisement.dns) {
      if (validSeconds === 0) this.#until.delete(name)
      else if (this.#until.has(name) || this.#until.size < MAX_SERVERS) {
        this.#until.set(name, now + lifetimeMs(validSeconds))
      }
    }
    this.#plan(now)
    this.#judge(now)
    return true
  }

  handleTimeout(now: number): void {
    if (this.#isOver) return
    for (const [name, until] of this.#until) if (now >= until) this.#until.delete(name)
    if (this.#until.size === 0) this.#askAt = Number.POSITIVE_INFINITY
    if (now >= this.#askAt) this.#ask(now)
    this.#judge(now)
  }

  nextDeadline(): number | undefined {
    if (this.#isOver) return undefined
    const settled = this.#isChanged ? this.#settledAt : undefined
    const deadline = [settled, ...this.#until.values()].reduce(earlier, this.#askAt)
    return deadline === Number.POSITIVE_INFINITY ? undefined : deadline
  }

  pollTransmit(): Uint8Array | undefined {
    return this.#transmits.shift()
  }

  get #isChanged(): boolean {
    return (
      this.#until.size !== this.#first.size || [...this.#until.keys()].some((one) => !this.#first.has(one))
    )
  }

  #judge(now: number): void {
    this.#isOver = now >= this.#settledAt && this.#isChanged
  }

  #plan(now: number): void {
    const left = Math.min(...this.#until.values()) - now
    this.#askAt = now + Math.max(PAUSE.FIRST_MS, (left * 2) / 3)
    this.#pauseMs = PAUSE.FIRST_MS
  }

  #ask(now: number): void {
    this.#transmits.push(encodeRouterSolicitation(linkLocal(this.#interfaceId)))
    this.#askAt = now + this.#pauseMs
    this.#pauseMs = Math.min(2 * this.#pauseMs, PAUSE.LONGEST_MS)
  }
}
