import { api } from '../../../bridge.ts'
import { run } from '../../../stores/run.ts'
import { connect, disconnect, reconnect, retryNow } from '../../../stores/tunnel-actions.ts'
import { uiStore } from '../../../stores/ui-store.ts'
import type { TunnelAction } from './tunnel-view.ts'

const ACTIONS: Readonly<Record<TunnelAction, (profileId: string) => void>> = {
  connect,
  disconnect,
  reconnect,
  'retry-now': retryNow,
  answer: () => uiStore.getState().putAside(null),
  unblock: () => uiStore.getState().setUnblocking(true),
  'sign-in-page': () => run(api.tunnel.openSignInPage()),
  'install-helper': () => uiStore.getState().setInstallingHelper(true),
  'install-help': () => run(api.app.openPage({ page: 'install-helper' })),
  'read-more': () => run(api.app.openPage({ page: 'user-guide' })),
  'recheck-host': () => run(api.app.recheckHost()),
}

/** Does what a button of the main view says. */
export function performAction(action: TunnelAction, profileId: string): void {
  ACTIONS[action](profileId)
}
