/**
 * The rungs that every connection climbs, in order. A failure names the rung that it happened on; the window and the
 * command line show one line for each.
 */
export const RUNGS = ['name', 'tcp', 'tls', 'sstp', 'sign-in', 'address', 'routes'] as const

export type Rung = (typeof RUNGS)[number]

/** One finished rung. `ms` is its duration; `detail` is a fact worth showing (an address, a cipher, a method). */
export interface RungReport {
  rung: Rung
  ok: boolean
  ms: number
  detail?: string
}
