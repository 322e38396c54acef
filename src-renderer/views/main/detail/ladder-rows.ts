import type { AppTunnelState } from '../../../../src-shared/app-state.ts'
import { RUNGS, type Rung, type RungReport } from '../../../../src-shared/ladder.ts'

export interface LadderRow {
  rung: Rung
  status: 'done' | 'failed' | 'running' | 'pending'
  ms?: number
  detail?: string | undefined
}

/** One row for each rung: climbed, being climbed, failed or still to come. */
export function ladderRows(ladder: readonly RungReport[], current?: Rung): LadderRow[] {
  return RUNGS.map((rung) => {
    const report = ladder.findLast((candidate) => candidate.rung === rung)
    if (report !== undefined)
      return { rung, status: report.ok ? 'done' : 'failed', ms: report.ms, detail: report.detail }
    return { rung, status: rung === current ? 'running' : 'pending' }
  })
}

/** The rows of a state that has a ladder to show. */
export function ladderOf(tunnel: AppTunnelState): LadderRow[] | null {
  switch (tunnel.state) {
    case 'connecting':
      return ladderRows(tunnel.ladder, tunnel.rung)
    case 'connected':
      return ladderRows(tunnel.ladder)
    case 'failed':
      // A failure before the first rung (no helper, no profile) has no ladder worth showing.
      return tunnel.ladder.length === 0 ? null : ladderRows(tunnel.ladder)
    default:
      return null
  }
}

/** How long all finished rungs took together. */
export function totalMs(ladder: readonly RungReport[]): number {
  return ladder.reduce((sum, { ms }) => sum + ms, 0)
}
