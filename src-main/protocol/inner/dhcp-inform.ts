import { concat, equal, readU32, writeU32 } from '../bytes.ts'
import { formatIpv4, isHostAddress } from '../ppp/ipv4.ts'
import { type ClasslessRoutes, parseClasslessRoutes } from './classless-routes.ts'

export const DHCP_PORT = { server: 67, client: 68 } as const

/** Options that matter here (RFC 2132, RFC 3442; 249 is Microsoft's number for 121). */
export const DHCP_OPTION = {
  pad: 0,
  dns: 6,
  domain: 15,
  messageType: 53,
  parameterList: 55,
  clientId: 61,
  classlessRoutes: 121,
  microsoftRoutes: 249,
  end: 255,
} as const

/** Values of option 53 (RFC 2132 section 9.6). */
export const DHCP_TYPE = { ack: 5, inform: 8 } as const

export const DHCP_MAGIC = Uint8Array.of(99, 130, 83, 99)

/** Everything in front of the options (RFC 2131 section 2), the magic number included. */
export const DHCP_HEADER = 240

/** BOOTP relays may drop what is shorter (RFC 1542 section 2.1). */
const SHORTEST = 300

const MAX_SERVERS = 8

export interface DhcpAnswer {
  dns: readonly string[]
  domain?: string
  routes: ClasslessRoutes
}

/** Asks for what goes with an address that we have already (RFC 2131 section 3.4). */
export function encodeDhcpInform({ xid, address }: { xid: number; address: Uint8Array }): Uint8Array {
  const header = new Uint8Array(DHCP_HEADER)
  header[0] = 1
  // The hardware address is one that PPP does not have: locally administered, and different for each of our addresses.
  header[1] = 1
  header[2] = 6
  writeU32(header, 4, xid)
  header.set(address, 12)
  header.set([2, 0, ...address], 28)
  header.set(DHCP_MAGIC, DHCP_HEADER - DHCP_MAGIC.length)
  const wanted = [
    DHCP_OPTION.dns,
    DHCP_OPTION.domain,
    DHCP_OPTION.classlessRoutes,
    DHCP_OPTION.microsoftRoutes,
  ]
  const message = concat(
    header,
    Uint8Array.of(DHCP_OPTION.messageType, 1, DHCP_TYPE.inform),
    Uint8Array.of(DHCP_OPTION.clientId, 7, 1, ...header.subarray(28, 34)),
    Uint8Array.of(DHCP_OPTION.parameterList, wanted.length, ...wanted),
    Uint8Array.of(DHCP_OPTION.end),
  )
  return concat(message, new Uint8Array(Math.max(0, SHORTEST - message.length)))
}

/** What a server answered to the request with this number. Undefined for everything that is no answer to it. */
export function parseDhcpAck(message: Uint8Array, xid: number): DhcpAnswer | undefined {
  if (message.length < DHCP_HEADER || message[0] !== 2 || readU32(message, 4) !== xid) return undefined
  if (!equal(message.subarray(DHCP_HEADER - DHCP_MAGIC.length, DHCP_HEADER), DHCP_MAGIC)) return undefined
  const options = parseDhcpOptions(message.subarray(DHCP_HEADER))
  if (options?.get(DHCP_OPTION.messageType)?.[0] !== DHCP_TYPE.ack) return undefined
  // RFC 3442: a client that knows option 121 takes it alone.
  const routes = options.get(DHCP_OPTION.classlessRoutes) ?? options.get(DHCP_OPTION.microsoftRoutes)
  const domain = domainOf(options.get(DHCP_OPTION.domain))
  return {
    dns: serversOf(options.get(DHCP_OPTION.dns)),
    ...(domain !== undefined && { domain }),
    routes: parseClasslessRoutes(routes ?? new Uint8Array(0)) ?? { networks: [], refused: [] },
  }
}

/** Options by number; several of one number are one long one (RFC 3396). Undefined when a length does not fit. */
export function parseDhcpOptions(bytes: Uint8Array): Map<number, Uint8Array> | undefined {
  const options = new Map<number, Uint8Array>()
  for (let at = 0; at < bytes.length && bytes[at] !== DHCP_OPTION.end; ) {
    if (bytes[at] === DHCP_OPTION.pad) {
      at += 1
      continue
    }
    const end = at + 2 + bytes[at + 1]
    if (at + 1 >= bytes.length || end > bytes.length) return undefined
    const before = options.get(bytes[at]) ?? new Uint8Array(0)
    options.set(bytes[at], concat(before, bytes.subarray(at + 2, end)))
    at = end
  }
  return options
}

function serversOf(data: Uint8Array = new Uint8Array(0)): string[] {
  const found: string[] = []
  for (let at = 0; at + 4 <= data.length && found.length < MAX_SERVERS; at += 4) {
    const address = readU32(data, at)
    if (isHostAddress(address)) found.push(formatIpv4(address))
  }
  return [...new Set(found)]
}

function domainOf(data: Uint8Array = new Uint8Array(0)): string | undefined {
  const text = String.fromCharCode(...data).replace(/\0+$/, '')
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(text) && text.length <= 253 ? text : undefined
}
