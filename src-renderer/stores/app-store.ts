import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { AppState, AppTunnelState } from '../../src-shared/app-state.ts'
import type { CulvertApi } from '../../src-shared/ipc-contract.ts'
import { ASSUMPTION_MS, type Replica, shownState, withPatch, withSnapshot } from './app-state-reducer.ts'
import { run } from './run.ts'

interface Shown extends Replica {
  shown: AppState | null
}

export const appStore = createStore<Shown>(() => ({ state: null, assumed: null, shown: null }))

let giveUp: ReturnType<typeof setTimeout> | undefined

function keep(replica: Replica): void {
  if (replica.assumed === null) clearTimeout(giveUp)
  appStore.setState({ ...replica, shown: shownState(replica) })
}

/** Shows a state within the click, before the main process has answered. */
export function assume(tunnel: AppTunnelState): void {
  keep({ ...appStore.getState(), assumed: tunnel })
  clearTimeout(giveUp)
  giveUp = setTimeout(stopAssuming, ASSUMPTION_MS)
}

/** Shows again what the main process said last. */
export function stopAssuming(): void {
  keep({ ...appStore.getState(), assumed: null })
}

/** Copies the main process's state into the window and follows its changes. Returns what ends that. */
export function followState(api: CulvertApi): () => void {
  const fetchAll = () =>
    run(api.state.get().then((snapshot) => keep(withSnapshot(appStore.getState(), snapshot))))
  const stop = api.state.onChanged((patch) => {
    const { replica, gap } = withPatch(appStore.getState(), patch)
    if (gap) fetchAll()
    else keep(replica)
  })
  fetchAll()
  return stop
}

/** A part of the state. Only below `App`, which waits for the first snapshot. */
export function useApp<Part>(select: (state: AppState) => Part): Part {
  return useStore(appStore, ({ shown }) => {
    if (shown === null) throw new Error('the state is used before its first snapshot')
    return select(shown)
  })
}
