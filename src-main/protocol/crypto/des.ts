import { PC1, PC2, PERMUTATION, S_BOXES, SHIFTS } from './des-tables.ts'

/**
 * Encrypts one block with single DES (FIPS 46-3). MS-CHAP needs it (RFC 2759 section 8.6) and current crypto
 * libraries refuse it; it must not be used for anything else.
 *
 * @param key7 56 bits of key without parity
 * @param block 8 bytes
 * @returns 8 bytes
 */
export function desEncrypt(key7: Uint8Array, block: Uint8Array): Uint8Array {
  const [high, low] = initialPermutation(block)
  let left = high
  let right = low
  for (const roundKey of keySchedule(desKeyWithParity(key7))) {
    const next = left ^ feistel(right, roundKey)
    left = right
    right = next
  }
  // The halves are not exchanged after the last round.
  return finalPermutation(right, left)
}

/** Spreads 7 bytes over 8 and sets the lowest bit of each to odd parity (RFC 2759 section 8.6, FIPS 46-3). */
export function desKeyWithParity(key7: Uint8Array): Uint8Array {
  const key = new Uint8Array(8)
  for (let i = 0; i < 8; i++) {
    const before = i === 0 ? 0 : key7[i - 1] << (8 - i)
    const after = i === 7 ? 0 : key7[i] >>> i
    const bits = (before | after) & 0xfe
    key[i] = bits | (parityOf(bits) ^ 1)
  }
  return key
}

function parityOf(byte: number): number {
  let folded = byte ^ (byte >>> 4)
  folded ^= folded >>> 2
  folded ^= folded >>> 1
  return folded & 1
}

/** S-box and permutation P in one look-up: entry `64 * box + sixBits` is the box's output already spread by P. */
const SPREAD_BOXES = (() => {
  const spread = new Int32Array(8 * 64)
  for (let box = 0; box < 8; box++) {
    for (let six = 0; six < 64; six++) {
      const row = ((six >>> 4) & 2) | (six & 1)
      const nibble = S_BOXES[box][16 * row + ((six >>> 1) & 15)]
      const word = nibble << (28 - 4 * box)
      let permuted = 0
      for (const position of PERMUTATION) permuted = (permuted << 1) | ((word >>> (32 - position)) & 1)
      spread[64 * box + six] = permuted
    }
  }
  return spread
})()

/** The cipher function f: eight overlapping groups of six bits, each mixed with its part of the round key. */
function feistel(half: number, roundKey: Uint8Array): number {
  let output = 0
  for (let box = 0; box < 8; box++) {
    // Group `box` ends at bit 4 * box + 5, counted from the left, and wraps around at both ends.
    const turn = (4 * box + 5) & 31
    const six = ((half << turn) | (half >>> (32 - turn))) & 63
    output |= SPREAD_BOXES[64 * box + (six ^ roundKey[box])]
  }
  return output
}

/** Sixteen round keys of eight groups of six bits. */
function keySchedule(key: Uint8Array): Uint8Array[] {
  const chosen = PC1.map((position) => bitOf(key, position))
  const c = chosen.slice(0, 28)
  const d = chosen.slice(28)
  return SHIFTS.map((shift) => {
    c.push(...c.splice(0, shift))
    d.push(...d.splice(0, shift))
    const joined = [...c, ...d]
    const roundKey = new Uint8Array(8)
    PC2.forEach((position, i) => {
      const group = Math.floor(i / 6)
      roundKey[group] = (roundKey[group] << 1) | joined[position - 1]
    })
    return roundKey
  })
}

/** Bit `position` of FIPS 46-3, which counts from 1 at the leftmost. */
function bitOf(bytes: Uint8Array, position: number): number {
  return (bytes[(position - 1) >>> 3] >>> (7 - ((position - 1) & 7))) & 1
}

/**
 * IP takes, column by column from the right, the even bits of each byte into the left half and the odd ones into the
 * right half, last byte first; that regularity stands in for its table.
 */
function initialPermutation(block: Uint8Array): [number, number] {
  let left = 0
  let right = 0
  for (let column = 0; column < 4; column++) {
    for (let byte = 7; byte >= 0; byte--) {
      left = (left << 1) | ((block[byte] >>> (6 - 2 * column)) & 1)
      right = (right << 1) | ((block[byte] >>> (7 - 2 * column)) & 1)
    }
  }
  return [left, right]
}

function finalPermutation(left: number, right: number): Uint8Array {
  const block = new Uint8Array(8)
  for (let column = 0; column < 4; column++) {
    for (let byte = 7; byte >= 0; byte--) {
      const position = 31 - (8 * column + 7 - byte)
      block[byte] |= ((left >>> position) & 1) << (6 - 2 * column)
      block[byte] |= ((right >>> position) & 1) << (7 - 2 * column)
    }
  }
  return block
}
