/**
 * The engine's only clock: monotonic milliseconds since the process started. Wall-clock time jumps when a laptop wakes
 * or NTP corrects it; deadlines must not.
 */
export function now(): number {
  return performance.now()
}
