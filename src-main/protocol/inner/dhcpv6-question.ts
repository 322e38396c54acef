import { readU32, writeU16 } from '../bytes.ts'
import {
  ALL_DHCP_SERVERS,
  clientIdOf,
  DHCPV6,
  DHCPV6_OPTION,
  DHCPV6_PORT,
  type Dhcpv6Option,
  encodeAddress,
  encodeAssociation,
  encodeDhcpv6,
} from './dhcpv6-message.ts'
import { encodeUdp6 } from './ip-packet.ts'
import { linkLocal } from './ipv6-address.ts'

/** What a client says: for an address, from the first question to the last of its renewals, or only for what else there is. */
export type Dhcpv6Question = 'solicit' | 'request' | 'renew' | 'rebind' | 'information'

const TYPES = {
  solicit: DHCPV6.solicit,
  request: DHCPV6.request,
  renew: DHCPV6.renew,
  rebind: DHCPV6.rebind,
  information: DHCPV6.informationRequest,
} as const satisfies Record<Dhcpv6Question, number>

export interface Dhcpv6QuestionParts {
  question: Dhcpv6Question
  transaction: Uint8Array
  interfaceId: Uint8Array
  /** How long the same has been asked for in vain, in milliseconds. */
  elapsed: number
  /** The one server that is meant; left out, whoever hears it. */
  serverId?: Uint8Array
  /** The address that it is about. */
  address?: Uint8Array
}

/** A question as a whole packet (RFC 8415 section 18.2). */
export function dhcpv6Question(parts: Dhcpv6QuestionParts): Uint8Array {
  const { question, transaction, interfaceId, elapsed, serverId, address } = parts
  const options: Dhcpv6Option[] = [
    { type: DHCPV6_OPTION.clientId, data: clientIdOf(interfaceId) },
    ...(serverId === undefined ? [] : [{ type: DHCPV6_OPTION.serverId, data: serverId }]),
    { type: DHCPV6_OPTION.elapsedTime, data: hundredths(elapsed) },
    {
      type: DHCPV6_OPTION.optionRequest,
      data: Uint8Array.of(0, DHCPV6_OPTION.recursiveDns, 0, DHCPV6_OPTION.domainList),
    },
    // One association a link; its number has to be the same each time, and the identifier is.
    ...(question === 'information'
      ? []
      : [
          encodeAssociation(
            readU32(interfaceId, 4),
            ...(address === undefined ? [] : [encodeAddress(address, 0)]),
          ),
        ]),
  ]
  return encodeUdp6({
    source: linkLocal(interfaceId),
    destination: ALL_DHCP_SERVERS,
    sourcePort: DHCPV6_PORT.client,
    destinationPort: DHCPV6_PORT.server,
    payload: encodeDhcpv6({ type: TYPES[question], transaction, options }),
  })
}

function hundredths(ms: number): Uint8Array {
  const data = new Uint8Array(2)
  writeU16(data, 0, Math.min(0xffff, Math.max(0, Math.floor(ms / 10))))
  return data
}
