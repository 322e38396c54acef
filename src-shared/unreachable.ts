/** Closes a switch over a tagged union: a variant that was forgotten becomes a compile error at the call. */
export function unreachable(value: never): never {
  throw new Error(`unreachable variant: ${JSON.stringify(value)}`)
}
