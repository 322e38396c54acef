/** The way that packets to a server take out of this computer. */
export interface OuterRoute {
  device: string
  /** The next router; missing when the server is on the same link. */
  gateway?: string
}

/** A tunnel device of ours. */
export function isOwnDevice(device: string): boolean {
  return /^sstp\d+$/.test(device)
}

/**
 * Reads the answer of `ip -o route get`. Undefined when there is no way: a route that refuses, or one into our own tunnel,
 * which is what remains of a full tunnel when the network around it is gone.
 */
export function readRouteAnswer(text: string): OuterRoute | undefined {
  const words = text.trim().split(/\s+/)
  if (/^(unreachable|prohibit|blackhole|throw)$/.test(words[0] ?? '')) return undefined
  const after = (key: string) => {
    const at = words.indexOf(key)
    return at < 0 ? undefined : words[at + 1]
  }
  const device = after('dev')
  if (device === undefined || isOwnDevice(device)) return undefined
  // "via inet6 fe80::1" is how an IPv4 route over an IPv6 router is written.
  const via = after('via')
  const gateway = via === 'inet6' ? after('inet6') : via
  return { device, ...(gateway !== undefined && { gateway }) }
}

/** Whether `ip -o link show` says that the device can carry anything: routes outlive the cable that they lead to. */
export function hasCarrier(text: string): boolean {
  const flags = /<([^>]*)>/.exec(text)?.[1]?.split(',') ?? []
  return flags.includes('UP') && !flags.includes('NO-CARRIER')
}

export function sameRoute(one: OuterRoute, other: OuterRoute): boolean {
  return one.device === other.device && one.gateway === other.gateway
}
