import type { Activity, AppTunnelState } from '../../../../src-shared/app-state.ts'
import { unreachable } from '../../../../src-shared/unreachable.ts'
import type { Tone } from '../status/tunnel-view.ts'

/** The small sign of a row; each has its own shape. */
export type Dot = 'ring' | 'half' | 'full' | 'question' | 'exclamation' | 'bar' | 'dashes' | 'cross'

export interface RowState {
  dot: Dot
  tone: Tone
  /** Which word of the states' names it. */
  word: 'disconnected' | 'silent' | Exclude<AppTunnelState['state'], 'disconnected'>
}

/** How a row of the list shows its part of the tunnel. */
export function rowState(tunnel: AppTunnelState): RowState {
  switch (tunnel.state) {
    case 'disconnected':
      return { dot: 'ring', tone: 'neutral', word: tunnel.state }
    case 'connecting':
    case 'reconnecting':
      return { dot: 'half', tone: 'progress', word: tunnel.state }
    case 'disconnecting':
      return { dot: 'half', tone: 'neutral', word: tunnel.state }
    case 'needs-credentials':
    case 'needs-trust':
    case 'captive-portal':
      return { dot: 'exclamation', tone: 'attention', word: tunnel.state }
    case 'connected':
      return tunnel.silentSince === undefined
        ? { dot: 'full', tone: 'ok', word: 'connected' }
        : { dot: 'question', tone: 'progress', word: 'silent' }
    case 'waiting-for-network':
      return { dot: 'dashes', tone: 'neutral', word: tunnel.state }
    case 'blocked':
      return { dot: 'bar', tone: 'blocked', word: tunnel.state }
    case 'failed':
      return { dot: 'cross', tone: 'danger', word: tunnel.state }
    default:
      return unreachable(tunnel)
  }
}

/** Whether the last thing that is known about a connection is that it failed. */
export function lastAttemptFailed(profileId: string, activity: readonly Activity[]): boolean {
  const latest = activity.findLast(
    (entry) => entry.profileId === profileId && entry.what !== 'woke-up' && entry.what !== 'silent',
  )
  return latest?.what === 'failed' || latest?.what === 'engine-crashed'
}
