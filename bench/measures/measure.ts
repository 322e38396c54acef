import type { Namespace } from '../../e2e/testbed/namespace.ts'

/** What is measured: a way into the far end, and the processes that do the work. */
export interface Target {
  client: Namespace
  server: Namespace
  /** The server's address on that way; an iperf3 server listens there. */
  inside: string
  /** None for the bare cable. */
  pids: () => number[]
}

/** Numbers by the keys of `metrics.ts`. */
export type Values = Record<string, number>

/** One measurement, which takes about so long. */
export type Measure = (target: Target, seconds: number) => Promise<Values>

/** A measurement with its name in the raw data, the first part of the keys of its values. */
export interface Step {
  readonly name: string
  readonly measure: Measure
  /** Seconds of a take in a full and in a quick run; none: it is left out there. */
  readonly seconds: { readonly full: number; readonly quick?: number }
}
