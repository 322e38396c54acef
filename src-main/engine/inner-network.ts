import { isIPv6 } from 'node:net'
import type { Profile } from '../../src-shared/profile.ts'
import { AdvertisedServers } from '../protocol/inner/advertised-servers.ts'
import { DhcpInquiry } from '../protocol/inner/dhcp-inquiry.ts'
import type { Inquiry } from '../protocol/inner/inquiry.ts'
import { Ipv6Inquiry } from '../protocol/inner/ipv6-inquiry.ts'
import { Ipv6Lease, type Ipv6Terms } from '../protocol/inner/ipv6-lease.ts'
import { now } from './clock.ts'
import { InnerInquiries } from './inner-inquiries.ts'
import type { GrantedNetwork } from './network-config.ts'
import { nodeCrypto } from './node-crypto.ts'

/** What there is to know inside the tunnel beyond what PPP tells. */
export type Learnt = Pick<GrantedNetwork, 'address6' | 'announced'> & { dns?: readonly string[] }

export interface InnerNetworkOptions {
  profile: Profile
  /** What an earlier session of the same tunnel learnt: it holds until this one knows better. */
  learnt: Learnt
  /** Sends one IP packet into the tunnel. */
  send: (packet: Uint8Array) => void
  onLearnt: (learnt: Learnt) => void
  log: (level: 'debug' | 'info' | 'warn', text: string) => void
}

/** How long the other end may take for IPV6CP before what an earlier session knew of IPv6 is given up. */
const IPV6_PATIENCE_MS = 20_000

/**
 * Finds out, when the link is up, what the server has for IPv6, and which networks it announces. Nothing waits for it:
 * the connection is there before, and each answer is worked into it.
 */
export class InnerNetwork {
  readonly #options: InnerNetworkOptions
  readonly #inquiries: InnerInquiries
  #learnt: Learnt
  /** The lower half of our addresses, while IPV6CP is open. */
  #interfaceId: Uint8Array | undefined
  /** What is asked about IPv6, or what looks after its address. */
  #ipv6: Inquiry | undefined
  #servers: AdvertisedServers | undefined
  #isUp = false
  #patience: NodeJS.Timeout | undefined

  constructor(options: InnerNetworkOptions) {
    this.#options = options
    this.#learnt = options.learnt
    this.#inquiries = new InnerInquiries(options.send)
  }

  get learnt(): Learnt {
    return this.#learnt
  }

  get carriesIpv6(): boolean {
    return this.#interfaceId !== undefined
  }

  /** IPv4 flows, and the host is set up for it. */
  start(granted: GrantedNetwork): void {
    const { profile } = this.#options
    this.#isUp = true
    const wantsRoutes = profile.routing.mode === 'only' && profile.routing.serverRoutes
    const wantsDns = profile.dns.mode === 'server' && granted.dns.length === 0
    if (wantsRoutes || wantsDns) this.#askDhcp(granted.address)
    if (this.#interfaceId !== undefined) this.#askIpv6(this.#interfaceId)
    else if (this.#learnt.address6 !== undefined) {
      this.#patience = setTimeout(() => this.#forgetIpv6(), IPV6_PATIENCE_MS)
    }
  }

  /** IPV6CP was opened, or closed. */
  setIpv6(interfaceId: Uint8Array | undefined): void {
    this.#interfaceId = interfaceId
    clearTimeout(this.#patience)
    this.#forgetInquiries()
    if (!this.#isUp) return
    if (interfaceId === undefined) this.#forgetIpv6()
    else this.#askIpv6(interfaceId)
  }

  /** True when a packet from the server was an answer to us; the host does not get it. */
  take(buffer: Uint8Array, start: number, end: number): boolean {
    return !this.#inquiries.isIdle && this.#inquiries.take(buffer, start, end)
  }

  /** The link is down. */
  stop(): void {
    this.#isUp = false
    clearTimeout(this.#patience)
    this.#inquiries.stop()
  }

  #askDhcp(address: string): void {
    const { log } = this.#options
    const inquiry = new DhcpInquiry(Uint8Array.from(address.split('.'), Number), nodeCrypto, now())
    this.#inquiries.ask(inquiry, () => {
      const { answer } = inquiry
      if (answer === undefined) {
        log('debug', 'nobody in the tunnel answers DHCPINFORM')
        return
      }
      const { networks, refused } = answer.routes
      log('info', `the server announces ${networks.length === 0 ? 'no networks' : networks.join(', ')}`)
      if (refused.length > 0) log('warn', `not taken, because it is too wide: ${refused.join(', ')}`)
      this.#learn({ announced: networks, dns: answer.dns })
    })
  }

  #askIpv6(interfaceId: Uint8Array): void {
    const { log } = this.#options
    const inquiry = new Ipv6Inquiry(interfaceId, nodeCrypto, now())
    this.#ipv6 = inquiry
    this.#inquiries.ask(inquiry, () => {
      const { answer, terms } = inquiry
      if (answer === undefined || terms === undefined) {
        log('info', 'the server carries IPv6, but gives no address for it')
        this.#forgetIpv6()
        return
      }
      const { address, prefixLength, dns } = answer
      log('info', `IPv6 address ${address}/${prefixLength}`)
      this.#learn({ address6: { address, prefixLength }, dns }, (server) => !isIPv6(server))
      this.#keepIpv6(interfaceId, terms)
      this.#followServers(interfaceId, inquiry.advertised)
    })
  }

  /** Asks for more time when it is needed. An address whose time is up is taken away, and another one asked for. */
  #keepIpv6(interfaceId: Uint8Array, terms: Ipv6Terms): void {
    const lease = new Ipv6Lease(terms, interfaceId, nodeCrypto, now())
    this.#ipv6 = lease
    this.#inquiries.ask(lease, () => {
      this.#options.log(
        'warn',
        `the server gives the IPv6 address ${this.#learnt.address6?.address} no longer`,
      )
      this.#forgetInquiries()
      this.#forgetIpv6()
      this.#askIpv6(interfaceId)
    })
  }

  /** Servers of the router whose time is up are not asked any more, and new ones are. */
  #followServers(interfaceId: Uint8Array, known: ReadonlyMap<string, number>): void {
    const servers = new AdvertisedServers(known, interfaceId, now())
    this.#servers = servers
    this.#inquiries.ask(servers, () => {
      const names = [...servers.known.keys()]
      const told = names.length === 0 ? 'no name servers' : `the name servers ${names.join(', ')}`
      this.#options.log('info', `the router in the tunnel has ${told} now`)
      this.#learn({ dns: names }, (server) => !known.has(server))
      this.#followServers(interfaceId, servers.known)
    })
  }

  #forgetInquiries(): void {
    if (this.#ipv6 !== undefined) this.#inquiries.forget(this.#ipv6)
    if (this.#servers !== undefined) this.#inquiries.forget(this.#servers)
  }

  /** The address, and name servers that cannot be reached without it. */
  #forgetIpv6(): void {
    if (this.#learnt.address6 === undefined) return
    const { address6: _, dns = [], ...rest } = this.#learnt
    this.#learnt = { ...rest, dns: dns.filter((server) => !isIPv6(server)) }
    this.#options.onLearnt(this.#learnt)
  }

  /** `keeps` tells which of the name servers known so far stay. */
  #learn(news: Learnt, keeps: (server: string) => boolean = () => true): void {
    const dns = [...new Set([...(this.#learnt.dns ?? []).filter(keeps), ...(news.dns ?? [])])]
    const learnt = { ...this.#learnt, ...news, dns }
    if (JSON.stringify(learnt) === JSON.stringify(this.#learnt)) return
    this.#learnt = learnt
    this.#options.onLearnt(learnt)
  }
}
