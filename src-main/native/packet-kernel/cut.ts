/** Cuts the next segment off a super-packet: one call a packet, for what uploads consist of. */
import { copyAndSum, fold, wordOf } from './sums'

/** A cut's fields, 32 bits each; tun/offload/cut-state.ts has the same table and says what they mean. */
const STAGING: usize = 0
const END: usize = 4
const AT: usize = 8
const SEGMENT_SIZE: usize = 12
const IS_IPV6: usize = 16
const IS_TCP: usize = 20
const TRANSPORT: usize = 24
const PAYLOAD: usize = 28
const INDEX: usize = 32
const IP_SUM: usize = 36
const TRANSPORT_SUM: usize = 40
const IDENTIFICATION: usize = 44
const SEQUENCE: usize = 48
const FLAGS: usize = 52

const VNET_HEADER_SIZE: u32 = 12
const IPV6_HEADER: u32 = 40
const FIN: u32 = 0x01
const PSH: u32 = 0x08
const CWR: u32 = 0x80

/** Writes the next packet to `target` and returns its length, or -1 when `room` is too small for it. */
export function cut(state: usize, target: usize, room: i32): i32 {
  const staging = <usize>load<u32>(state, STAGING)
  const at = load<u32>(state, AT)
  const end = min<u32>(at + load<u32>(state, SEGMENT_SIZE), load<u32>(state, END))
  const headers = load<u32>(state, PAYLOAD) - VNET_HEADER_SIZE
  const length = headers + end - at
  if (<i32>length > room) return -1
  copyHeaders(staging + VNET_HEADER_SIZE, target, headers)
  const payloadSum = copyAndSum(staging + at, target + headers, end - at)
  const transport = load<u32>(state, TRANSPORT) - VNET_HEADER_SIZE
  if (load<u32>(state, IS_IPV6) !== 0) store<u16>(target, <u16>wordOf(length - IPV6_HEADER), 4)
  else finishIpv4(state, target, length)
  const sum = load<u32>(state, TRANSPORT_SUM) + wordOf(length - transport) + payloadSum
  if (load<u32>(state, IS_TCP) !== 0) finishTcp(state, target + transport, end, sum)
  else finishUdp(target + transport, length - transport, sum)
  store<u32>(state, end, AT)
  store<u32>(state, load<u32>(state, INDEX) + 1, INDEX)
  return <i32>length
}

function copyHeaders(source: usize, target: usize, length: u32): void {
  let at: usize = 0
  for (; at + 4 <= <usize>length; at += 4) store<u32>(target + at, load<u32>(source + at))
  for (; at < <usize>length; at++) store<u8>(target + at, load<u8>(source + at))
}

/** Each segment is a datagram of its own and counts on (the kernel does the same in inet_gso_segment). */
function finishIpv4(state: usize, ip: usize, length: u32): void {
  const identification = wordOf(load<u32>(state, IDENTIFICATION) + load<u32>(state, INDEX))
  store<u16>(ip, <u16>wordOf(length), 2)
  store<u16>(ip, <u16>identification, 4)
  store<u16>(ip, <u16>~fold(load<u32>(state, IP_SUM) + wordOf(length) + identification), 10)
}

function finishTcp(state: usize, tcp: usize, end: u32, sum: u32): void {
  const sequence = load<u32>(state, SEQUENCE) + load<u32>(state, AT) - load<u32>(state, PAYLOAD)
  let flags = load<u32>(state, FLAGS)
  // PSH and FIN belong to the end of the data, CWR to its beginning (RFC 3168 section 6.1.2).
  if (end < load<u32>(state, END)) flags &= ~(FIN | PSH)
  if (load<u32>(state, INDEX) > 0) flags &= ~CWR
  store<u32>(tcp, bswap<u32>(sequence), 4)
  store<u8>(tcp, <u8>flags, 13)
  const whole = sum + wordOf(sequence >> 16) + wordOf(sequence) + (flags << 8)
  store<u16>(tcp, <u16>~fold(whole), 16)
}

/** RFC 768: a checksum that comes out as zero is sent as all ones; zero would mean none. */
function finishUdp(udp: usize, length: u32, sum: u32): void {
  const checksum = ~fold(sum + wordOf(length)) & 0xffff
  store<u16>(udp, <u16>wordOf(length), 4)
  store<u16>(udp, <u16>(checksum === 0 ? 0xffff : checksum), 6)
}
