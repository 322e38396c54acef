/** Just enough of IPv4 and ICMP for two hosts that have no network stack. */

const HEADER = 20
const ICMP = 1
const ICMP_HEADER = 8
const ECHO_REPLY = 0
const ECHO_REQUEST = 8
/** RFC 3692 section 2.1 reserves it for experiments. */
const EXPERIMENT = 253

interface Addresses {
  from: string
  to: string
}

/** A packet with `payload` behind its header. */
export function dataPacket(addresses: Addresses, payload: Uint8Array): Uint8Array {
  return ipv4(addresses, EXPERIMENT, payload)
}

/** What a data packet carries; undefined for any other packet. */
export function payloadOf(packet: Uint8Array): Uint8Array | undefined {
  return packet[9] === EXPERIMENT ? packet.subarray(HEADER) : undefined
}

export function echoRequest(addresses: Addresses, sequence: number): Uint8Array {
  const message = new Uint8Array(ICMP_HEADER + 56)
  message[0] = ECHO_REQUEST
  message[7] = sequence
  return ipv4(addresses, ICMP, message)
}

/** The answer to an echo request; undefined when the packet is none. */
export function echoReply(request: Uint8Array): Uint8Array | undefined {
  if (request[9] !== ICMP || request[HEADER] !== ECHO_REQUEST) return undefined
  const reply = request.slice()
  reply.copyWithin(12, 16, 20)
  reply.set(request.subarray(12, 16), 16)
  reply[HEADER] = ECHO_REPLY
  return reply
}

/** The sequence number of an echo reply; undefined when the packet is none. */
export function repliedSequence(packet: Uint8Array): number | undefined {
  return packet[9] === ICMP && packet[HEADER] === ECHO_REPLY ? packet[HEADER + 7] : undefined
}

function ipv4({ from, to }: Addresses, protocol: number, payload: Uint8Array): Uint8Array {
  const packet = new Uint8Array(HEADER + payload.length)
  packet[0] = 0x45
  packet[2] = packet.length >>> 8
  packet[3] = packet.length
  packet[8] = 64
  packet[9] = protocol
  packet.set(from.split('.').map(Number), 12)
  packet.set(to.split('.').map(Number), 16)
  packet.set(payload, HEADER)
  return packet
}
