/**
 * The Internet checksum (RFC 1071). Sums are of little-endian 16-bit words, as the bytes lie in memory: the ones'
 * complement sum does not depend on byte order as long as the result is stored the same way (RFC 1071 section 2).
 * A packet has at most 32768 words, so a sum stays below 2^31 and needs folding only at the end.
 */

/** The sum of `[start, end)`; an odd last byte counts as if a zero followed. */
export function sumBytes(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0
  let at = start
  for (; at < end - 1; at += 2) sum += bytes[at] | (bytes[at + 1] << 8)
  if (at < end) sum += bytes[at]
  return sum
}

/** Folds a sum to 16 bits with end-around carry. */
export function fold(sum: number): number {
  let folded = (sum & 0xffff) + (sum >>> 16)
  folded = (folded & 0xffff) + (folded >>> 16)
  return folded
}

/** Stores the finished checksum of `sum`. */
export function storeChecksum(bytes: Uint8Array, offset: number, sum: number): void {
  storeWord(bytes, offset, ~fold(sum) & 0xffff)
}

/** Stores a word of a sum as it lies in memory. */
export function storeWord(bytes: Uint8Array, offset: number, word: number): void {
  bytes[offset] = word
  bytes[offset + 1] = word >>> 8
}

/** A number that the packet holds big-endian, as the word that a sum sees. */
export function wordOf(value: number): number {
  return ((value & 0xff) << 8) | ((value >>> 8) & 0xff)
}
