import type { AppState, TrafficSample } from '../../src-shared/app-state.ts'
import type { IPC_CONTRACT } from '../../src-shared/ipc-contract.ts'
import type { Notifiers } from '../../src-shared/ipc-types.ts'
import type { StateStore } from '../control/state-store.ts'

export interface FedTraffic {
  sample: TrafficSample
  totalDown: number
  totalUp: number
}

/**
 * Tells the window what changes, while there is somebody to see it. A window that comes back gets the whole state once,
 * because it missed the patches between.
 */
export class StateFeed {
  readonly #store: StateStore
  readonly #notify: Notifiers<typeof IPC_CONTRACT>
  #visible = false

  constructor(store: StateStore, notify: Notifiers<typeof IPC_CONTRACT>) {
    this.#store = store
    this.#notify = notify
    store.subscribe((patch) => {
      if (this.#visible) notify.state.changed(patch)
    })
  }

  setVisible(visible: boolean): void {
    const comesBack = visible && !this.#visible
    this.#visible = visible
    if (comesBack) this.#notify.state.changed(whole(this.#store.get()))
  }

  sampled(traffic: FedTraffic): void {
    if (this.#visible) this.#notify.traffic.sampled(traffic)
  }
}

const whole = (state: AppState): AppState => ({ ...state })
