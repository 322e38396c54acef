import { createCipheriv, createHash } from 'node:crypto'

const BLOCK = 256 * 1024

/** A block of noise that is the same in every process: a cipher's key stream. Nothing on the way can compress it. */
const NOISE = createCipheriv('aes-128-ctr', Buffer.alloc(16, 0x5a), Buffer.alloc(16)).update(
  Buffer.alloc(BLOCK),
)

/**
 * `length` bytes that two processes agree on without talking, in fresh blocks. Each block begins with its number, so
 * that a lost, doubled or swapped one changes the checksum.
 */
export function* pattern(length: number): Generator<Buffer> {
  for (let at = 0, number = 0; at < length; at += BLOCK, number++) {
    const block = Buffer.from(NOISE.subarray(0, Math.min(BLOCK, length - at)))
    if (block.length >= 4) block.writeUInt32BE(number, 0)
    yield block
  }
}

/** SHA-256 of `pattern(length)`, in hex. */
export function patternDigest(length: number): string {
  const hash = createHash('sha256')
  for (const block of pattern(length)) hash.update(block)
  return hash.digest('hex')
}
