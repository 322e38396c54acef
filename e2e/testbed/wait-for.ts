import { setTimeout as pause } from 'node:timers/promises'

/** A value that is not there yet. */
type Missing = undefined | null | false

/**
 * Waits until `condition` gives a value, asking again and again; a condition that throws is not fulfilled. Rejects with
 * `what` and the last error when `timeoutMs` have passed.
 */
export async function waitFor<Value>(
  what: string,
  condition: () => Value | Missing | Promise<Value | Missing>,
  { timeoutMs = 10_000, intervalMs = 25 } = {},
): Promise<Value> {
  const deadline = performance.now() + timeoutMs
  let lastError: unknown
  while (true) {
    try {
      const value = await condition()
      if (value !== undefined && value !== null && value !== false) return value as Value
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    if (performance.now() >= deadline) {
      throw new Error(`waited ${timeoutMs} ms in vain for ${what}`, { cause: lastError })
    }
    await pause(intervalMs)
  }
}
