import { api } from '../bridge.ts'
import { appStore, assume, stopAssuming } from './app-store.ts'
import { failureOf, run } from './run.ts'
import { uiStore } from './ui-store.ts'

/** Asks for something whose result is shown already; takes that back when the wish fails. */
function wish(answer: Promise<unknown>): void {
  run(
    answer.catch((error: unknown) => {
      stopAssuming()
      uiStore.getState().showFailure(failureOf(error))
    }),
  )
}

export function connect(profileId: string): void {
  assume({ state: 'connecting', profileId, since: Date.now(), attempt: 1, ladder: [] })
  uiStore.getState().putAside(null)
  wish(api.tunnel.connect({ profileId }))
}

/** Ends whatever the tunnel does, from a question to a connection. */
export function disconnect(): void {
  const tunnel = appStore.getState().shown?.tunnel
  if (tunnel === undefined || tunnel.state === 'disconnected') return
  if (tunnel.state === 'failed' || tunnel.state === 'needs-credentials' || tunnel.state === 'needs-trust') {
    assume({ state: 'disconnected' })
    wish(api.tunnel.dismiss())
    return
  }
  assume({ state: 'disconnecting', profileId: tunnel.profileId })
  wish(api.tunnel.disconnect())
}

/** Begins anew while a connection is up but silent. */
export function reconnect(profileId: string): void {
  assume({ state: 'connecting', profileId, since: Date.now(), attempt: 1, ladder: [] })
  wish(api.tunnel.reconnect())
}

export function retryNow(): void {
  wish(api.tunnel.retryNow())
}

export function unblock(): void {
  wish(api.tunnel.unblock())
}
