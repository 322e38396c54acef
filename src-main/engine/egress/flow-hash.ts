const IPV4_MINIMUM = 20
const IPV6_HEADER = 40
/** More fragments, or a position other than the beginning (RFC 791 section 3.1). */
const FRAGMENT = 0x3fff

/** Protocols whose header begins with two ports. */
const PROTOCOLS_WITH_PORTS: ReadonlySet<number> = new Set([6, 17, 33, 132, 136])

/**
 * A number that is the same for all packets of one conversation: addresses, protocol and ports. Fragments have no ports but
 * in the first, so that all of them go without; what is no IP packet at all is one conversation. The seed keeps others
 * from choosing conversations that meet in one queue.
 */
export function flowHash(bytes: Uint8Array, start: number, end: number, seed: number): number {
  const version = start < end ? bytes[start] >>> 4 : 0
  if (version === 4 && end - start >= IPV4_MINIMUM) return hashIpv4(bytes, start, end, seed)
  if (version === 6 && end - start >= IPV6_HEADER) return hashIpv6(bytes, start, end, seed)
  return finish(seed)
}

function hashIpv4(bytes: Uint8Array, start: number, end: number, seed: number): number {
  const protocol = bytes[start + 9]
  let hash = mix(seed, protocol)
  hash = mix(hash, wordAt(bytes, start + 12))
  hash = mix(hash, wordAt(bytes, start + 16))
  const isFragment = (((bytes[start + 6] << 8) | bytes[start + 7]) & FRAGMENT) !== 0
  const ports = start + (bytes[start] & 0x0f) * 4
  const known = !isFragment && ports >= start + IPV4_MINIMUM && ports + 4 <= end
  return finish(known && PROTOCOLS_WITH_PORTS.has(protocol) ? mix(hash, wordAt(bytes, ports)) : hash)
}

/** Extension headers are not followed: what has them is told apart by its flow label (RFC 6437), and by its addresses. */
function hashIpv6(bytes: Uint8Array, start: number, end: number, seed: number): number {
  const protocol = bytes[start + 6]
  let hash = mix(seed, protocol)
  for (let at = start + 8; at < start + IPV6_HEADER; at += 4) hash = mix(hash, wordAt(bytes, at))
  const ports = start + IPV6_HEADER
  if (PROTOCOLS_WITH_PORTS.has(protocol) && ports + 4 <= end) return finish(mix(hash, wordAt(bytes, ports)))
  return finish(mix(hash, wordAt(bytes, start) & 0x000f_ffff))
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
}

/** The round and the end of MurmurHash3 (A. Appleby), which spreads neighbouring ports and addresses well. */
function mix(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51)
  const mixed = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593)
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}

function finish(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
