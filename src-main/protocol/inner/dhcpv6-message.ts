import { concat, equal, readU16, readU32, writeU16, writeU32 } from '../bytes.ts'
import { formatIpv6, IPV6_LENGTH, isUnicastBeyondLink } from './ipv6-address.ts'
import { namesOf } from './router-discovery.ts'

export const DHCPV6_PORT = { client: 546, server: 547 } as const

/** Message types (RFC 8415 section 7.3). */
export const DHCPV6 = {
  solicit: 1,
  advertise: 2,
  request: 3,
  renew: 5,
  rebind: 6,
  reply: 7,
  informationRequest: 11,
} as const

/** Options (RFC 8415 section 21, RFC 3646). */
export const DHCPV6_OPTION = {
  clientId: 1,
  serverId: 2,
  identityAssociation: 3,
  address: 5,
  optionRequest: 6,
  elapsedTime: 8,
  status: 13,
  recursiveDns: 23,
  domainList: 24,
} as const

/** All servers and relays of the link: ff02::1:2. */
export const ALL_DHCP_SERVERS = Uint8Array.of(0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2)

/** What is kept of a message; a server may send any number. */
const CAP = { OPTIONS: 64, SERVERS: 8, DOMAINS: 16, SERVER_ID: 130 } as const

export interface Dhcpv6Option {
  type: number
  data: Uint8Array
}

export interface Dhcpv6Message {
  type: number
  /** Three random bytes that answers repeat. */
  transaction: Uint8Array
  options: readonly Dhcpv6Option[]
}

/** After how many seconds to ask the same server for more time, then any server, and when the address is lost. */
export interface Dhcpv6Times {
  renewSeconds: number
  rebindSeconds: number
  validSeconds: number
}

/** What a server told; which of it there is depends on what was asked. */
export interface Dhcpv6Answer {
  type: typeof DHCPV6.advertise | typeof DHCPV6.reply
  serverId: Uint8Array
  address?: Uint8Array
  /** How long the address may be used. */
  times?: Dhcpv6Times
  dns: readonly string[]
  domains: readonly string[]
}

export function encodeDhcpv6({ type, transaction, options }: Dhcpv6Message): Uint8Array {
  return concat(Uint8Array.of(type), transaction, ...options.map(encodeOption))
}

/** Undefined when a length does not fit: nothing behind it can be trusted. */
export function parseDhcpv6(bytes: Uint8Array): Dhcpv6Message | undefined {
  const options = bytes.length < 4 ? undefined : parseOptions(bytes.subarray(4))
  return options && { type: bytes[0], transaction: bytes.subarray(1, 4), options }
}

/**
 * The answer in a message that is for this client and this transaction (RFC 8415 section 16). Undefined for everything
 * else, and when the server says that it has nothing.
 */
export function dhcpv6AnswerOf(
  message: Dhcpv6Message,
  { transaction, clientId }: { transaction: Uint8Array; clientId: Uint8Array },
): Dhcpv6Answer | undefined {
  const { type } = message
  if (type !== DHCPV6.advertise && type !== DHCPV6.reply) return undefined
  if (!equal(message.transaction, transaction)) return undefined
  const find = (wanted: number) => message.options.find((option) => option.type === wanted)?.data
  const [serverId, forClient] = [find(DHCPV6_OPTION.serverId), find(DHCPV6_OPTION.clientId)]
  if (serverId === undefined || serverId.length === 0 || serverId.length > CAP.SERVER_ID) return undefined
  // An answer to an information-request need not repeat who asked.
  if (forClient !== undefined && !equal(forClient, clientId)) return undefined
  if (isRefusal(message.options)) return undefined
  const leased = message.options.map(leaseOf).find((found) => found !== undefined)
  return {
    type,
    serverId: serverId.slice(),
    ...leased,
    dns: addressesIn(find(DHCPV6_OPTION.recursiveDns) ?? new Uint8Array(0)),
    domains: namesOf(find(DHCPV6_OPTION.domainList) ?? new Uint8Array(0)).slice(0, CAP.DOMAINS),
  }
}

/** A client's name for itself: DUID-LL with an EUI-64, which an interface identifier is (RFC 8415 section 11.4). */
export function clientIdOf(interfaceId: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(0, 3, 0, 27), interfaceId)
}

/** An association of addresses, with options in it or none (RFC 8415 section 21.4). The server chooses the times. */
export function encodeAssociation(id: number, ...options: readonly Dhcpv6Option[]): Dhcpv6Option {
  const head = new Uint8Array(12)
  writeU32(head, 0, id)
  return { type: DHCPV6_OPTION.identityAssociation, data: concat(head, ...options.map(encodeOption)) }
}

export function encodeAddress(address: Uint8Array, seconds: number): Dhcpv6Option {
  const data = new Uint8Array(IPV6_LENGTH + 8)
  data.set(address)
  writeU32(data, IPV6_LENGTH, seconds)
  writeU32(data, IPV6_LENGTH + 4, seconds)
  return { type: DHCPV6_OPTION.address, data }
}

/** The address in an association that was not refused, if it is valid at all, and its times. */
function leaseOf({ type, data }: Dhcpv6Option): Pick<Dhcpv6Answer, 'address' | 'times'> | undefined {
  if (type !== DHCPV6_OPTION.identityAssociation || data.length < 12) return undefined
  const inner = parseOptions(data.subarray(12)) ?? []
  if (isRefusal(inner)) return undefined
  const usable = inner.find(
    (option) =>
      option.type === DHCPV6_OPTION.address &&
      option.data.length >= IPV6_LENGTH + 8 &&
      readU32(option.data, IPV6_LENGTH + 4) > 0 &&
      isUnicastBeyondLink(option.data.subarray(0, IPV6_LENGTH)),
  )
  if (usable === undefined) return undefined
  const validSeconds = readU32(usable.data, IPV6_LENGTH + 4)
  return {
    address: usable.data.slice(0, IPV6_LENGTH),
    times: { renewSeconds: readU32(data, 4), rebindSeconds: readU32(data, 8), validSeconds },
  }
}

function isRefusal(options: readonly Dhcpv6Option[]): boolean {
  return options.some(
    ({ type, data }) => type === DHCPV6_OPTION.status && data.length >= 2 && readU16(data, 0) !== 0,
  )
}

function addressesIn(data: Uint8Array): string[] {
  const found: string[] = []
  for (let at = 0; at + IPV6_LENGTH <= data.length && found.length < CAP.SERVERS; at += IPV6_LENGTH) {
    const address = data.subarray(at, at + IPV6_LENGTH)
    if (isUnicastBeyondLink(address)) found.push(formatIpv6(address))
  }
  return [...new Set(found)]
}

function encodeOption({ type, data }: Dhcpv6Option): Uint8Array {
  const head = new Uint8Array(4)
  writeU16(head, 0, type)
  writeU16(head, 2, data.length)
  return concat(head, data)
}

function parseOptions(bytes: Uint8Array): Dhcpv6Option[] | undefined {
  const options: Dhcpv6Option[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length || options.length === CAP.OPTIONS) return undefined
    const end = at + 4 + readU16(bytes, at + 2)
    if (end > bytes.length) return undefined
    options.push({ type: readU16(bytes, at), data: bytes.subarray(at + 4, end) })
    at = end
  }
  return options
}
