import type { AppTunnelState } from '../../src-shared/app-state.ts'
import type { Settings } from '../../src-shared/settings.ts'
import { unreachable } from '../../src-shared/unreachable.ts'

/** What happens when the user wants to quit. `keep-running` closes the window and nothing else. */
export type QuitStep = 'quit' | 'ask' | 'keep-running'

/** Quitting ends the tunnel, so it asks while there is one to lose, unless the user has said once and for all. */
export function quitStep(tunnel: AppTunnelState, decided: Settings['quitWhileConnected']): QuitStep {
  if (!isWorthAsking(tunnel)) return 'quit'
  switch (decided) {
    case 'ask':
      return 'ask'
    case 'stay-connected':
      return 'keep-running'
    case 'disconnect':
      return 'quit'
    default:
      return unreachable(decided)
  }
}

/** True while something is up that quitting takes away: the tunnel, its recovery, or the protection in its absence. */
function isWorthAsking({ state }: AppTunnelState): boolean {
  switch (state) {
    case 'connected':
    case 'reconnecting':
    case 'blocked':
      return true
    case 'disconnected':
    case 'connecting':
    case 'needs-credentials':
    case 'needs-trust':
    case 'waiting-for-network':
    case 'captive-portal':
    case 'disconnecting':
    case 'failed':
      return false
    default:
      return unreachable(state)
  }
}
