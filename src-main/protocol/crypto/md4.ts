/** RFC 1320 section 3.4: the order of message words, the shifts and the additive constant of each round. */
const ROUNDS = [
  { words: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], shifts: [3, 7, 11, 19], add: 0 },
  { words: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15], shifts: [3, 5, 9, 13], add: 0x5a827999 },
  { words: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], shifts: [3, 9, 11, 15], add: 0x6ed9eba1 },
] as const

const BLOCK_SIZE = 64

/**
 * MD4 (RFC 1320), 16 bytes. MS-CHAP hashes passwords with it and current crypto libraries no longer offer it; it must
 * not be used for anything else.
 */
export function md4(data: Uint8Array): Uint8Array {
  const padded = pad(data)
  const view = new DataView(padded.buffer)
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  const block = new Int32Array(BLOCK_SIZE / 4)
  for (let offset = 0; offset < padded.length; offset += BLOCK_SIZE) {
    for (let i = 0; i < block.length; i++) block[i] = view.getInt32(offset + 4 * i, true)
    compress(state, block)
  }
  const digest = new Uint8Array(16)
  const out = new DataView(digest.buffer)
  for (let i = 0; i < 4; i++) out.setInt32(4 * i, state[i], true)
  return digest
}

/** Appends one 1 bit, zeros and the length in bits (RFC 1320 sections 3.1 and 3.2). */
function pad(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks = Math.ceil((data.length + 9) / BLOCK_SIZE)
  const padded = new Uint8Array(blocks * BLOCK_SIZE)
  padded.set(data)
  padded[data.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, 8n * BigInt(data.length), true)
  return padded
}

function compress(state: Int32Array, block: Int32Array): void {
  let [a, b, c, d] = state
  for (let round = 0; round < ROUNDS.length; round++) {
    const { words, shifts, add } = ROUNDS[round]
    for (let step = 0; step < 16; step++) {
      const sum = a + mix(round, b, c, d) + block[words[step]] + add
      const rotated = rotateLeft(sum | 0, shifts[step & 3])
      a = d
      d = c
      c = b
      b = rotated
    }
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
}

/** F, G and H of RFC 1320: choose, majority, parity. */
function mix(round: number, x: number, y: number, z: number): number {
  if (round === 0) return (x & y) | (~x & z)
  if (round === 1) return (x & y) | (x & z) | (y & z)
  return x ^ y ^ z
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}
