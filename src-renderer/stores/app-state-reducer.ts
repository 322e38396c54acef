import type { AppState, AppStatePatch, AppTunnelState } from '../../src-shared/app-state.ts'

/** The window's copy of the state. */
export interface Replica {
  state: AppState | null
  /** What a click just asked for, shown until the main process says what really is. */
  assumed: AppTunnelState | null
}

/** After this long without news an assumption is given up: the main process did not take the wish. */
export const ASSUMPTION_MS = 3000

export type PatchOutcome = { replica: Replica; gap: boolean }

/**
 * Takes a patch. One that is already contained is ignored; one that skips revisions means that something was missed,
 * and the whole state has to be asked for again.
 */
export function withPatch(replica: Replica, patch: AppStatePatch): PatchOutcome {
  const { state } = replica
  if (state === null || patch.revision > state.revision + 1) return { replica, gap: true }
  if (patch.revision <= state.revision) return { replica, gap: false }
  const assumed = patch.tunnel === undefined ? replica.assumed : null
  return { replica: { state: { ...state, ...patch }, assumed }, gap: false }
}

/** Takes a whole state, unless a newer one is already here. */
export function withSnapshot(replica: Replica, snapshot: AppState): Replica {
  if (replica.state !== null && snapshot.revision < replica.state.revision) return replica
  return { state: snapshot, assumed: null }
}

/** The state as it is shown. */
export function shownState({ state, assumed }: Replica): AppState | null {
  return state === null || assumed === null ? state : { ...state, tunnel: assumed }
}
