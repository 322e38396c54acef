/**
 * Encrypts with RC4, which is its own inverse. MS-CHAP wraps new passwords in it (RFC 2759 section 8.10) and current
 * crypto libraries refuse it; it must not be used for anything else.
 */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i)
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i] + key[i % key.length]) & 0xff
    swap(state, i, j)
  }
  const out = new Uint8Array(data.length)
  for (let at = 0, i = 0, j = 0; at < data.length; at++) {
    i = (i + 1) & 0xff
    j = (j + state[i]) & 0xff
    swap(state, i, j)
    out[at] = data[at] ^ state[(state[i] + state[j]) & 0xff]
  }
  return out
}

function swap(state: Uint8Array, i: number, j: number): void {
  const kept = state[i]
  state[i] = state[j]
  state[j] = kept
}
