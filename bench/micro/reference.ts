const BYTES = Uint8Array.from({ length: 4096 }, (_, i) => i * 7)

/**
 * A fixed piece of work, some microseconds long: what everything else is measured in, so that a number means the same
 * on a slow and on a busy machine. Whoever changes it makes all baselines worthless.
 */
export function reference(): number {
  let sum = 0
  for (let i = 0; i < BYTES.length; i++) sum = (Math.imul(sum, 31) + BYTES[i]) | 0
  return sum
}
