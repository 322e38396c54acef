import { concat, equal, fromHex, readU32, utf8, writeU16, writeU32 } from '../protocol/bytes.ts'
import {
  DHCP_HEADER,
  DHCP_MAGIC,
  DHCP_OPTION,
  DHCP_PORT,
  DHCP_TYPE,
  parseDhcpOptions,
} from '../protocol/inner/dhcp-inform.ts'
import {
  DHCPV6,
  DHCPV6_OPTION,
  DHCPV6_PORT,
  type Dhcpv6Option,
  encodeAddress,
  encodeAssociation,
  encodeDhcpv6,
  parseDhcpv6,
} from '../protocol/inner/dhcpv6-message.ts'
import {
  encodeIcmp6,
  encodeUdp4,
  encodeUdp6,
  parseIcmp6,
  parseUdp4,
  parseUdp6,
} from '../protocol/inner/ip-packet.ts'
import { linkLocal } from '../protocol/inner/ipv6-address.ts'
import { DISCOVERY, RA_OPTION } from '../protocol/inner/router-discovery.ts'
import { parseAddress } from './address-pool.ts'
import type { InnerBehaviour } from './inner-behaviour.ts'

/** The lower half of the router's own address in every prefix. */
export const ROUTER_ID = fromHex('0000 0000 0000 0001')

const ALL_NODES = ipv6Bytes('ff02::1')
const SERVER_ID = fromHex('0003 001b 0000000000000001')
const LIFETIME_S = 3_600

/** The router and the DHCP servers that a client finds inside the tunnel, as one pure function. */
export class InnerRouter {
  readonly #behaviour: InnerBehaviour
  readonly #address: Uint8Array

  /** @param address the server's address in the tunnel */
  constructor(behaviour: InnerBehaviour, address: string) {
    this.#behaviour = behaviour
    this.#address = new Uint8Array(4)
    writeU32(this.#address, 0, parseAddress(address))
  }

  /** The answer to a packet of the client; undefined when it is none of the router's business. */
  answer(packet: Uint8Array): Uint8Array | undefined {
    return packet[0] >>> 4 === 4
      ? this.#answerInform(packet)
      : (this.#advertise(packet) ?? this.#answerDhcpv6(packet))
  }

  #advertise(packet: Uint8Array): Uint8Array | undefined {
    const { router } = this.#behaviour
    const ip = parseIcmp6(packet)
    if (router === undefined || ip?.payload[0] !== DISCOVERY.routerSolicitation || ip.hopLimit !== 255)
      return undefined
    const head = new Uint8Array(16)
    head[0] = DISCOVERY.routerAdvertisement
    head[4] = 64
    head[5] = (router.managed ? 0x80 : 0) | (router.other ? 0x40 : 0)
    writeU16(head, 6, 1_800)
    const options = [
      ...(router.prefix === undefined ? [] : [prefixOption(router.prefix, router.seconds)]),
      ...(router.dns === undefined ? [] : [serversOption(router.dns, router.dnsSeconds)]),
    ]
    return encodeIcmp6({
      source: linkLocal(ROUTER_ID),
      destination: ALL_NODES,
      message: concat(head, ...options),
    })
  }

  #answerDhcpv6(packet: Uint8Array): Uint8Array | undefined {
    const { dhcpv6 } = this.#behaviour
    const datagram = parseUdp6(packet)
    if (dhcpv6 === undefined || datagram?.destinationPort !== DHCPV6_PORT.server) return undefined
    const message = parseDhcpv6(datagram.payload)
    const find = (type: number) => message?.options.find((option) => option.type === type)?.data
    const clientId = find(DHCPV6_OPTION.clientId)
    if (message === undefined || clientId === undefined) return undefined
    // RFC 8415 sections 16.4 and 16.6: a request, or a renewal, names the server that it is for.
    const named = find(DHCPV6_OPTION.serverId)
    const isRenewal = message.type === DHCPV6.renew || message.type === DHCPV6.rebind
    if (isRenewal && dhcpv6.once) return undefined
    const isForOne = message.type === DHCPV6.request || message.type === DHCPV6.renew
    if (isForOne && (named === undefined || !equal(named, SERVER_ID))) return undefined
    const association = find(DHCPV6_OPTION.identityAssociation)
    const options: Dhcpv6Option[] = [
      { type: DHCPV6_OPTION.clientId, data: clientId },
      { type: DHCPV6_OPTION.serverId, data: SERVER_ID },
      ...(dhcpv6.address === undefined || association === undefined
        ? []
        : [associationOf(readU32(association, 0), dhcpv6.address, dhcpv6)]),
      ...(dhcpv6.dns === undefined
        ? []
        : [{ type: DHCPV6_OPTION.recursiveDns, data: concat(...dhcpv6.dns.map(ipv6Bytes)) }]),
    ]
    const type = message.type === DHCPV6.solicit ? DHCPV6.advertise : DHCPV6.reply
    return encodeUdp6({
      source: linkLocal(ROUTER_ID),
      destination: datagram.source,
      sourcePort: DHCPV6_PORT.server,
      destinationPort: DHCPV6_PORT.client,
      payload: encodeDhcpv6({ type, transaction: message.transaction, options }),
    })
  }

  #answerInform(packet: Uint8Array): Uint8Array | undefined {
    const { dhcp } = this.#behaviour
    const datagram = parseUdp4(packet)
    if (dhcp === undefined || datagram?.destinationPort !== DHCP_PORT.server) return undefined
    const request = datagram.payload
    const asked = parseDhcpOptions(request.subarray(DHCP_HEADER))
    if (asked?.get(DHCP_OPTION.messageType)?.[0] !== DHCP_TYPE.inform) return undefined
    const reply = request.slice(0, DHCP_HEADER)
    reply[0] = 2
    reply.set(DHCP_MAGIC, DHCP_HEADER - DHCP_MAGIC.length)
    const { dns = [], domain, routes, routesIn = DHCP_OPTION.classlessRoutes } = dhcp
    const options: [number, Uint8Array][] = [
      [DHCP_OPTION.messageType, Uint8Array.of(DHCP_TYPE.ack)],
      ...(dns.length === 0 ? [] : [[DHCP_OPTION.dns, concat(...dns.map(ipv4Bytes))] as [number, Uint8Array]]),
      ...(domain === undefined ? [] : [[DHCP_OPTION.domain, utf8(domain)] as [number, Uint8Array]]),
      ...(routes === undefined
        ? []
        : [
            [routesIn, concat(...routes.map((route) => routeBytes(route, this.#address)))] as [
              number,
              Uint8Array,
            ],
          ]),
    ]
    const encoded = options.map(([type, data]) => concat(Uint8Array.of(type, data.length), data))
    return encodeUdp4({
      source: this.#address,
      destination: datagram.source,
      sourcePort: DHCP_PORT.server,
      destinationPort: DHCP_PORT.client,
      payload: concat(reply, ...encoded, Uint8Array.of(DHCP_OPTION.end)),
    })
  }
}

function associationOf(
  id: number,
  address: string,
  { seconds = LIFETIME_S, renewSeconds = 0 }: { seconds?: number; renewSeconds?: number },
): Dhcpv6Option {
  const association = encodeAssociation(id, encodeAddress(ipv6Bytes(address), seconds))
  writeU32(association.data, 4, renewSeconds)
  return association
}

function prefixOption(prefix: string, seconds = LIFETIME_S): Uint8Array {
  const option = new Uint8Array(32)
  option.set([RA_OPTION.prefix, 4, 64, 0xc0])
  writeU32(option, 4, seconds)
  writeU32(option, 8, seconds)
  option.set(ipv6Bytes(prefix), 16)
  return option
}

function serversOption(servers: readonly string[], seconds = LIFETIME_S): Uint8Array {
  const head = new Uint8Array(8)
  head.set([RA_OPTION.recursiveDns, 1 + 2 * servers.length])
  writeU32(head, 4, seconds)
  return concat(head, ...servers.map(ipv6Bytes))
}

function routeBytes(network: string, router: Uint8Array): Uint8Array {
  const [address = '', length = ''] = network.split('/')
  const significant = ipv4Bytes(address).subarray(0, Math.ceil(Number(length) / 8))
  return concat(Uint8Array.of(Number(length)), significant, router)
}

function ipv4Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(4)
  writeU32(bytes, 0, parseAddress(text))
  return bytes
}

/** An address as a test's author writes it. */
export function ipv6Bytes(text: string): Uint8Array {
  const [head = '', tail] = text.split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const left = groups(head)
  const right = groups(tail ?? '')
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0')
  const all = [...left, ...zeros, ...right].map((group) => group.padStart(4, '0'))
  return fromHex(all.join(''))
}
