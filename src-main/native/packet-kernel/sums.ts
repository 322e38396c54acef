/**
 * Sums for the Internet checksum, of little-endian 16-bit words as in tun/offload/checksum.ts, which is the twin that
 * this is tested against. Like all files of this folder it is AssemblyScript: TypeScript's syntax, compiled to
 * WebAssembly with SIMD by `scripts/build-kernel.mjs`. Addresses are offsets in the one memory that both sides share.
 */

/** The sum of `length` bytes from `source`; an odd last byte counts as if a zero followed. Not folded: below 2^18. */
export function sum(source: usize, length: usize): u32 {
  const end = source + length
  let sums = i32x4.splat(0)
  let at = source
  for (; at + 64 <= end; at += 64) {
    const front = i32x4.add(pairs(v128.load(at)), pairs(v128.load(at, 16)))
    const back = i32x4.add(pairs(v128.load(at, 32)), pairs(v128.load(at, 48)))
    sums = i32x4.add(sums, i32x4.add(front, back))
  }
  for (; at + 16 <= end; at += 16) sums = i32x4.add(sums, pairs(v128.load(at)))
  let total = across(sums)
  for (; at + 2 <= end; at += 2) total += load<u16>(at)
  if (at < end) total += load<u8>(at)
  return narrow(total)
}

/** Copies `length` bytes to `target`, which must not overlap, and returns their sum: each byte is touched once. */
export function copyAndSum(source: usize, target: usize, length: usize): u32 {
  const end = source + length
  const away = target - source
  let sums = i32x4.splat(0)
  let at = source
  for (; at + 64 <= end; at += 64) {
    const a = v128.load(at)
    const b = v128.load(at, 16)
    const c = v128.load(at, 32)
    const d = v128.load(at, 48)
    v128.store(at + away, a)
    v128.store(at + away, b, 16)
    v128.store(at + away, c, 32)
    v128.store(at + away, d, 48)
    sums = i32x4.add(sums, i32x4.add(i32x4.add(pairs(a), pairs(b)), i32x4.add(pairs(c), pairs(d))))
  }
  for (; at + 16 <= end; at += 16) {
    const vector = v128.load(at)
    v128.store(at + away, vector)
    sums = i32x4.add(sums, pairs(vector))
  }
  let total = across(sums)
  for (; at + 2 <= end; at += 2) {
    const word = load<u16>(at)
    store<u16>(at + away, word)
    total += word
  }
  if (at < end) {
    const byte = load<u8>(at)
    store<u8>(at + away, byte)
    total += byte
  }
  return narrow(total)
}

/** Eight words as four sums of two. Of 64 KiB each lane gets 4096 pairs at most, which 32 bits hold. */
function pairs(vector: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(vector)
}

function across(sums: v128): u64 {
  return (
    <u64>(<u32>i32x4.extract_lane(sums, 0)) +
    <u64>(<u32>i32x4.extract_lane(sums, 1)) +
    <u64>(<u32>i32x4.extract_lane(sums, 2)) +
    <u64>(<u32>i32x4.extract_lane(sums, 3))
  )
}

function narrow(total: u64): u32 {
  return <u32>((total & 0xffff) + ((total >> 16) & 0xffff) + (total >> 32))
}

/** Folds a sum to 16 bits with end-around carry. */
export function fold(sum: u32): u32 {
  const folded = (sum & 0xffff) + (sum >> 16)
  return (folded & 0xffff) + (folded >> 16)
}

/** A number that the packet holds big-endian, as the word that a sum sees, and back. */
export function wordOf(value: u32): u32 {
  return ((value & 0xff) << 8) | ((value >> 8) & 0xff)
}
