import type { CryptoProvider } from '../crypto-provider.ts'
import {
  clientIdOf,
  DHCPV6,
  DHCPV6_PORT,
  type Dhcpv6Answer,
  dhcpv6AnswerOf,
  parseDhcpv6,
} from './dhcpv6-message.ts'
import { dhcpv6Question } from './dhcpv6-question.ts'
import { type Inquiry, PATIENCE, Repetition } from './inquiry.ts'
import { parseUdp6 } from './ip-packet.ts'
import { formatIpv6, joinInterfaceId, linkLocal } from './ipv6-address.ts'
import type { Ipv6Terms } from './ipv6-lease.ts'
import {
  encodeRouterSolicitation,
  lifetimeMs,
  parseRouterAdvertisement,
  type RouterAdvertisement,
  usable,
} from './router-discovery.ts'

/** What the other end has for IPv6. */
export interface Ipv6Answer {
  address: string
  prefixLength: number
  dns: readonly string[]
  domains: readonly string[]
}

/** What is asked now: the router, then DHCPv6 for an address (in two steps) or only for what else there is. */
type Step =
  | { name: 'router' }
  | { name: 'solicit' | 'request' | 'information'; transaction: Uint8Array; offer?: Dhcpv6Answer }
  | { name: 'over' }

/**
 * Asks for an address of IPv6 and for name servers after IPV6CP: a router solicitation (RFC 4861), an address of our own
 * in the prefix that it brings (RFC 4862), or one from DHCPv6 if the router says so (RFC 8415). Whether somebody else has
 * the address need not be asked: a link with two ends, whose lower halves are agreed upon, has no room for it.
 */
export class Ipv6Inquiry implements Inquiry {
  readonly #interfaceId: Uint8Array
  readonly #randomBytes: CryptoProvider['randomBytes']
  readonly #transmits: Uint8Array[] = []
  readonly #startedAt: number
  #step: Step = { name: 'router' }
  #repetition = new Repetition(PATIENCE)
  /** What is known so far; without an address there is no answer. */
  #known: Partial<Ipv6Answer> = {}
  #terms: Ipv6Terms | undefined
  readonly #advertised = new Map<string, number>()

  constructor(interfaceId: Uint8Array, { randomBytes }: Pick<CryptoProvider, 'randomBytes'>, now: number) {
    this.#interfaceId = interfaceId
    this.#randomBytes = randomBytes
    this.#startedAt = now
    this.#send(now)
  }

  get isOver(): boolean {
    return this.#step.name === 'over'
  }

  /** Undefined when the other end has no address for us. */
  get answer(): Ipv6Answer | undefined {
    const { address, prefixLength = 128, dns = [], domains = [] } = this.#known
    return this.isOver && address !== undefined ? { address, prefixLength, dns, domains } : undefined
  }

  /** What the answer's address was given under. */
  get terms(): Ipv6Terms | undefined {
    return this.#terms
  }

  /** The name servers that the router announced, and until when each may be used. */
  get advertised(): ReadonlyMap<string, number> {
    return this.#advertised
  }

  handlePacket(packet: Uint8Array, now: number): boolean {
    switch (this.#step.name) {
      case 'over':
        return false
      case 'router': {
        const advertisement = parseRouterAdvertisement(packet)
        if (advertisement !== undefined) this.#handleAdvertisement(advertisement, now)
        return advertisement !== undefined
      }
      default:
        return this.#handleDatagram(packet, this.#step, now)
    }
  }

  handleTimeout(now: number): void {
    const due = this.#repetition.due(now)
    if (this.isOver || due === 'wait') return
    if (due === 'again') this.#send(now)
    else this.#step = { name: 'over' }
  }

  nextDeadline(): number | undefined {
    return this.isOver ? undefined : this.#repetition.deadline
  }

  pollTransmit(): Uint8Array | undefined {
    return this.#transmits.shift()
  }

  #handleAdvertisement(router: RouterAdvertisement, now: number): void {
    const dns = usable(router.dns)
    const domains = usable(router.domains)
    for (const { name, validSeconds } of router.dns) {
      if (validSeconds > 0) this.#advertised.set(name, now + lifetimeMs(validSeconds))
    }
    const own = router.prefixes.find(
      ({ isAutonomous, length, validSeconds }) => isAutonomous && length === 64 && validSeconds > 0,
    )
    if (own !== undefined) {
      const address = formatIpv6(joinInterfaceId(own.prefix, this.#interfaceId))
      this.#known = { address, prefixLength: own.length, dns, domains }
      this.#terms = { from: 'router', prefix: own.prefix, validSeconds: own.validSeconds }
      if (dns.length === 0 && (router.hasOther || router.isManaged)) this.#ask('information', now)
      else this.#step = { name: 'over' }
    } else if (router.isManaged) {
      this.#known = { dns, domains }
      this.#ask('solicit', now)
    } else {
      // A router without a prefix for us has nothing to offer; another advertisement would say the same.
      this.#step = { name: 'over' }
    }
  }

  #handleDatagram(
    packet: Uint8Array,
    step: Extract<Step, { transaction: Uint8Array }>,
    now: number,
  ): boolean {
    const datagram = parseUdp6(packet)
    if (datagram?.destinationPort !== DHCPV6_PORT.client) return false
    const message = parseDhcpv6(datagram.payload)
    const identity = { transaction: step.transaction, clientId: clientIdOf(this.#interfaceId) }
    const answer = message && dhcpv6AnswerOf(message, identity)
    const awaited = step.name === 'solicit' ? DHCPV6.advertise : DHCPV6.reply
    if (answer?.type !== awaited) return false
    if (step.name === 'information') this.#finish(answer)
    else if (answer.address !== undefined) {
      if (step.name === 'solicit') this.#ask('request', now, answer)
      else this.#finish(answer)
    }
    return true
  }

  /** What the router said counts; DHCPv6 is asked for what it did not say. */
  #finish({ address, serverId, times, dns, domains }: Dhcpv6Answer): void {
    const known = this.#known
    this.#step = { name: 'over' }
    if (address !== undefined && times !== undefined)
      this.#terms ??= { from: 'dhcpv6', address, serverId, times }
    this.#known = {
      ...(address !== undefined && { address: formatIpv6(address) }),
      ...known,
      dns: known.dns?.length ? known.dns : dns,
      domains: known.domains?.length ? known.domains : domains,
    }
  }

  #ask(name: 'solicit' | 'request' | 'information', now: number, offer?: Dhcpv6Answer): void {
    this.#step = { name, transaction: this.#randomBytes(3), ...(offer !== undefined && { offer }) }
    this.#repetition = new Repetition(PATIENCE)
    this.#send(now)
  }

  #send(now: number): void {
    this.#repetition.sent(now)
    const step = this.#step
    if (step.name === 'router') this.#transmits.push(encodeRouterSolicitation(linkLocal(this.#interfaceId)))
    else if (step.name !== 'over') this.#transmits.push(this.#question(step, now))
  }

  #question(
    { name, transaction, offer }: Extract<Step, { transaction: Uint8Array }>,
    now: number,
  ): Uint8Array {
    return dhcpv6Question({
      question: name,
      transaction,
      interfaceId: this.#interfaceId,
      elapsed: now - this.#startedAt,
      ...(offer !== undefined && { serverId: offer.serverId }),
      ...(offer?.address !== undefined && { address: offer.address }),
    })
  }
}
