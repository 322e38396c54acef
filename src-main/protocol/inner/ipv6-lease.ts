import { equal } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import { earlier } from '../timer-table.ts'
import {
  clientIdOf,
  DHCPV6,
  DHCPV6_PORT,
  type Dhcpv6Times,
  dhcpv6AnswerOf,
  parseDhcpv6,
} from './dhcpv6-message.ts'
import { dhcpv6Question } from './dhcpv6-question.ts'
import type { Inquiry } from './inquiry.ts'
import { parseUdp6 } from './ip-packet.ts'
import { linkLocal } from './ipv6-address.ts'
import { encodeRouterSolicitation, lifetimeMs, parseRouterAdvertisement } from './router-discovery.ts'

/** Where an address came from, and for how long it was given. */
export type Ipv6Terms =
  | { from: 'router'; prefix: Uint8Array; validSeconds: number }
  | { from: 'dhcpv6'; address: Uint8Array; serverId: Uint8Array; times: Dhcpv6Times }

/** Between two questions for more time: ten seconds at first, twice as long each time (RFC 8415 section 7.6). */
const PAUSE = { FIRST_MS: 10_000, LONGEST_MS: 600_000 } as const

/** RFC 4862 section 5.5.3: no advertisement takes an address away sooner than this. */
const GRACE_MS = 2 * 3_600_000

/**
 * Keeps an address of IPv6 for as long as the other end lets us have it: asks for more time when half of it, or what the
 * server says, is over, and hears what routers announce unasked. It is over when the address is lost.
 */
export class Ipv6Lease implements Inquiry {
  readonly #terms: Ipv6Terms
  readonly #interfaceId: Uint8Array
  readonly #randomBytes: CryptoProvider['randomBytes']
  readonly #transmits: Uint8Array[] = []
  #validUntil = Number.POSITIVE_INFINITY
  #askAt = Number.POSITIVE_INFINITY
  /** From then on any server may answer. */
  #rebindAt = Number.POSITIVE_INFINITY
  #pauseMs: number = PAUSE.FIRST_MS
  /** When more time was first asked for, and in which transaction. */
  #asking: { since: number; transaction: Uint8Array } | undefined
  #isOver = false

  constructor(
    terms: Ipv6Terms,
    interfaceId: Uint8Array,
    { randomBytes }: Pick<CryptoProvider, 'randomBytes'>,
    now: number,
  ) {
    this.#terms = terms
    this.#interfaceId = interfaceId
    this.#randomBytes = randomBytes
    if (terms.from === 'router') this.#holdUntil(now + lifetimeMs(terms.validSeconds), now)
    else this.#hold(terms.times, now)
  }

  get isOver(): boolean {
    return this.#isOver
  }

  handlePacket(packet: Uint8Array, now: number): boolean {
    if (this.#isOver) return false
    return this.#terms.from === 'router'
      ? this.#handleAdvertisement(packet, this.#terms.prefix, now)
      : this.#handleDatagram(packet, this.#terms.address, now)
  }

  handleTimeout(now: number): void {
    if (this.#isOver) return
    if (now >= this.#validUntil) this.#isOver = true
    else if (now >= this.#askAt) this.#ask(now)
  }

  nextDeadline(): number | undefined {
    const deadline = earlier(this.#validUntil, this.#askAt)
    return this.#isOver || deadline === Number.POSITIVE_INFINITY ? undefined : deadline
  }

  pollTransmit(): Uint8Array | undefined {
    return this.#transmits.shift()
  }

  #handleAdvertisement(packet: Uint8Array, prefix: Uint8Array, now: number): boolean {
    const advertisement = parseRouterAdvertisement(packet)
    const own = advertisement?.prefixes.find((found) => found.isAutonomous && equal(found.prefix, prefix))
    if (own !== undefined) {
      const until = now + lifetimeMs(own.validSeconds)
      // A shorter time than what is left counts only as far as the grace reaches.
      this.#holdUntil(Math.max(until, Math.min(this.#validUntil, now + GRACE_MS)), now)
    }
    return own !== undefined
  }

  #handleDatagram(packet: Uint8Array, address: Uint8Array, now: number): boolean {
    const datagram = parseUdp6(packet)
    const asking = this.#asking
    if (datagram?.destinationPort !== DHCPV6_PORT.client || asking === undefined) return false
    const message = parseDhcpv6(datagram.payload)
    const identity = { transaction: asking.transaction, clientId: clientIdOf(this.#interfaceId) }
    const answer = message && dhcpv6AnswerOf(message, identity)
    if (answer?.type !== DHCPV6.reply) return false
    // Whoever answers without this address has another one or none: that is found out from the start.
    if (answer.address === undefined || answer.times === undefined || !equal(answer.address, address))
      this.#isOver = true
    else this.#hold(answer.times, now)
    return true
  }

  #hold({ renewSeconds, rebindSeconds, validSeconds }: Dhcpv6Times, now: number): void {
    this.#holdUntil(now + lifetimeMs(validSeconds), now)
    // RFC 8415 section 14.2: zero leaves it to the client. No server makes us ask without a pause.
    if (renewSeconds > 0) this.#askAt = now + Math.max(PAUSE.FIRST_MS, lifetimeMs(renewSeconds))
    this.#rebindAt =
      rebindSeconds > 0 ? now + lifetimeMs(rebindSeconds) : now + 0.8 * lifetimeMs(validSeconds)
  }

  #holdUntil(validUntil: number, now: number): void {
    this.#validUntil = validUntil
    this.#askAt = now + Math.max(PAUSE.FIRST_MS, (validUntil - now) / 2)
    this.#pauseMs = PAUSE.FIRST_MS
    this.#asking = undefined
  }

  #ask(now: number): void {
    this.#asking ??= { since: now, transaction: this.#randomBytes(3) }
    this.#transmits.push(this.#question(this.#asking, now))
    const next = now + this.#pauseMs
    // Whoever else there is has not been asked yet, and is asked in time.
    const isTurn = now < this.#rebindAt && next >= this.#rebindAt
    this.#askAt = isTurn ? this.#rebindAt : next
    this.#pauseMs = isTurn ? PAUSE.FIRST_MS : Math.min(2 * this.#pauseMs, PAUSE.LONGEST_MS)
  }

  #question({ since, transaction }: { since: number; transaction: Uint8Array }, now: number): Uint8Array {
    const terms = this.#terms
    if (terms.from === 'router') return encodeRouterSolicitation(linkLocal(this.#interfaceId))
    const isRebind = now >= this.#rebindAt
    return dhcpv6Question({
      question: isRebind ? 'rebind' : 'renew',
      transaction,
      interfaceId: this.#interfaceId,
      elapsed: now - since,
      ...(isRebind ? {} : { serverId: terms.serverId }),
      address: terms.address,
    })
  }
}
