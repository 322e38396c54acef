/**
 * What a server has inside the tunnel besides addresses of IPv4: nothing at all, if left out. Plain data. IPv6 addresses
 * are written in full or with `::`.
 */
export interface InnerBehaviour {
  /** Speaks IPV6CP, perhaps insisting on an interface identifier for the client (16 hex digits). */
  ipv6?: { assigned?: string }
  /** Answers router solicitations. */
  router?: {
    /** A /64 that clients make addresses in; none leaves that to DHCPv6. */
    prefix?: string
    managed?: boolean
    other?: boolean
    dns?: readonly string[]
    /** How long the prefix may be used; an hour if left out. */
    seconds?: number
    /** How long the name servers may be used; an hour if left out. */
    dnsSeconds?: number
  }
  dhcpv6?: {
    address?: string
    dns?: readonly string[]
    /** How long the address may be used; an hour if left out. */
    seconds?: number
    /** When to ask for more time; the client decides if left out. */
    renewSeconds?: number
    /** Gives addresses, but never more time for one. */
    once?: boolean
  }
  /** Answers DHCPINFORM. */
  dhcp?: {
    dns?: readonly string[]
    domain?: string
    /** Networks such as `172.20.0.0/16`. */
    routes?: readonly string[]
    /** Microsoft's number for the same. */
    routesIn?: 121 | 249
  }
}
