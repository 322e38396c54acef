import type { RungReport } from '../../src-shared/ladder.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import type { TunnelState } from '../../src-shared/tunnel-state.ts'

/** Everything that the engine reports, in order. The CLI prints it, the app's worker posts it. */
export type EngineEvent =
  | { type: 'state'; state: TunnelState }
  | { type: 'rung-start'; rung: RungReport['rung'] }
  | { type: 'ladder'; report: RungReport }
  | { type: 'stats'; stats: TunnelStats }
  | { type: 'log'; level: 'debug' | 'info' | 'warn' | 'error'; text: string }
