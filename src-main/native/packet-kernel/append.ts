/** Appends a segment of TCP to the super-packet of its flow: one call a packet, for what downloads consist of. */
import { copyAndSum, fold, sum, wordOf } from './sums'

/** A gathering's fields, 32 bits each; tun/offload/gathering.ts has the same table. */
const BYTES: usize = 0
const END: usize = 4
const SEGMENTS: usize = 8
const SEGMENT_SIZE: usize = 12
const NEXT_SEQUENCE: usize = 16
const IS_IPV6: usize = 20
const TRANSPORT: usize = 24
const PAYLOAD: usize = 28
const IDENTIFICATION: usize = 32
const IDENTIFICATION_STEP: usize = 36

const VNET_HEADER_SIZE: u32 = 12
const MAX_PACKET: u32 = 65535
const IPV6_HEADER: u32 = 40
const PROTOCOL_TCP: u32 = 6
const STEP_UNKNOWN: u32 = 2
const DONT_FRAGMENT: u8 = 0x40
const PSH: u8 = 0x08
const ACK: u8 = 0x10

/** What became of the segment. */
const NOT_APPENDED: u32 = 0
const APPENDED: u32 = 1
const APPENDED_LAST: u32 = 2

/**
 * Appends the packet to the gathering when that changes nothing that the receiver could tell, by the rules of
 * `Coalescer`, which decides about every packet that is not appended here. Nothing is changed then.
 */
export function append(gathering: usize, packet: usize, length: u32): u32 {
  const own = <usize>load<u32>(gathering, BYTES) + VNET_HEADER_SIZE
  const transport = load<u32>(gathering, TRANSPORT) - VNET_HEADER_SIZE
  const payload = load<u32>(gathering, PAYLOAD) - VNET_HEADER_SIZE
  const end = load<u32>(gathering, END)
  if (load<u32>(gathering, SEGMENTS) === 0 || length <= payload) return NOT_APPENDED
  const data = length - payload
  const segmentSize = load<u32>(gathering, SEGMENT_SIZE)
  if (data > segmentSize || end + data - VNET_HEADER_SIZE > MAX_PACKET) return NOT_APPENDED
  const isIpv6 = load<u32>(gathering, IS_IPV6) !== 0
  if (!(isIpv6 ? continuesIpv6(own, packet, length) : continuesIpv4(own, packet, length))) return NOT_APPENDED
  if (!continuesTcp(own + transport, packet + transport, payload - transport)) return NOT_APPENDED
  if (bswap<u32>(load<u32>(packet + transport, 4)) !== load<u32>(gathering, NEXT_SEQUENCE))
    return NOT_APPENDED
  const step = isIpv6 ? STEP_UNKNOWN : identificationStep(gathering, packet)
  if (!isIpv6 && step === STEP_UNKNOWN) return NOT_APPENDED

  const addresses: usize = isIpv6 ? 8 : 12
  const pseudo =
    sum(own + addresses, transport - addresses) + wordOf(PROTOCOL_TCP) + wordOf(length - transport)
  const target = <usize>load<u32>(gathering, BYTES) + end
  const payloadSum = copyAndSum(packet + payload, target, data)
  if (fold(sum(packet + transport, payload - transport) + payloadSum + pseudo) !== 0xffff) return NOT_APPENDED

  store<u32>(gathering, end + data, END)
  store<u32>(gathering, load<u32>(gathering, SEGMENTS) + 1, SEGMENTS)
  store<u32>(gathering, load<u32>(gathering, NEXT_SEQUENCE) + data, NEXT_SEQUENCE)
  if (!isIpv6) store<u32>(gathering, step, IDENTIFICATION_STEP)
  const push = load<u8>(packet + transport, 13) & PSH
  store<u8>(own + transport, load<u8>(own + transport, 13) | push, 13)
  return push !== 0 || data < segmentSize ? APPENDED_LAST : APPENDED
}

/** Same addresses, type of service with ECN, fragment flags, time to live; its own length and checksum right. */
function continuesIpv4(own: usize, packet: usize, length: u32): bool {
  if (load<u16>(packet) !== load<u16>(own)) return false
  if (wordOf(load<u16>(packet, 2)) !== length || load<u16>(packet, 6) !== load<u16>(own, 6)) return false
  if (load<u16>(packet, 8) !== load<u16>(own, 8) || load<u64>(packet, 12) !== load<u64>(own, 12)) return false
  return fold(sum(packet, 20)) === 0xffff
}

/** Same addresses, traffic class with ECN, flow label, next header and hop limit; its own length right. */
function continuesIpv6(own: usize, packet: usize, length: u32): bool {
  if (load<u32>(packet) !== load<u32>(own) || wordOf(load<u16>(packet, 4)) + IPV6_HEADER !== length)
    return false
  if (load<u16>(packet, 6) !== load<u16>(own, 6)) return false
  for (let at: usize = 8; at < 40; at += 8) {
    if (load<u64>(packet + at) !== load<u64>(own + at)) return false
  }
  return true
}

/** Same ports, acknowledgement, data offset, window, urgent pointer and options; no flag but ACK and perhaps PSH. */
function continuesTcp(own: usize, theirs: usize, length: u32): bool {
  if (load<u32>(theirs) !== load<u32>(own) || load<u32>(theirs, 8) !== load<u32>(own, 8)) return false
  if (load<u8>(theirs, 12) !== load<u8>(own, 12) || (load<u8>(theirs, 13) & ~PSH) !== ACK) return false
  if (load<u16>(theirs, 14) !== load<u16>(own, 14)) return false
  for (let at: usize = 18; at < <usize>length; at += 2) {
    if (load<u16>(theirs + at) !== load<u16>(own + at)) return false
  }
  return true
}

/** How the identification goes on: 0 when it stays and may, 1 when it counts, as before if that is known; else unknown. */
function identificationStep(gathering: usize, packet: usize): u32 {
  const away = (wordOf(load<u16>(packet, 4)) - load<u32>(gathering, IDENTIFICATION)) & 0xffff
  const mayStay = (load<u8>(packet, 6) & DONT_FRAGMENT) !== 0
  const step = away === load<u32>(gathering, SEGMENTS) ? 1 : away === 0 && mayStay ? 0 : STEP_UNKNOWN
  const known = load<u32>(gathering, IDENTIFICATION_STEP)
  return known === STEP_UNKNOWN || known === step ? step : STEP_UNKNOWN
}
