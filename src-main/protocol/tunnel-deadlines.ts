import type { Rung } from './ladder.ts'

/** Longest that each rung may take, in milliseconds. MS-SSTP allows 60 s for each step; people do not wait that long. */
export const RUNG_DEADLINES: Readonly<Record<Rung, number>> = {
  sstp: 15_000,
  'sign-in': 30_000,
  address: 15_000,
}

/** MS-SSTP section 3.1.2.2: a call that is being ended waits this long for the server's last word. */
export const GRACEFUL_END_MS = 5_000

/** After a failure the server is told, but the user must not wait for its answer. */
export const FAILED_END_MS = 1_000
