import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { View } from '../../src-shared/app-state.ts'
import type { Failure } from '../../src-shared/failure.ts'
import type { ProfileDraft } from '../../src-shared/profile-draft.ts'

/** The parts of the editor that something else in the window can point at. */
export type EditorSection =
  | 'server'
  | 'sign-in'
  | 'identity'
  | 'routing'
  | 'protection'
  | 'dns'
  | 'way'
  | 'link'

/** Where the window is. `profileId` null edits a new connection. */
export type Route =
  | { view: Exclude<View, 'unblock'> }
  | {
      view: 'editor'
      profileId: string | null
      section?: EditorSection | undefined
      /** What was typed already when the page was freed. */
      begun?: ProfileDraft | undefined
    }

/** Failures of the window's own wishes that are shown at once. */
export const FAILURES_SHOWN = 3

/** Something that went well and cannot be seen otherwise. */
export type Told = { what: 'exported'; path: string } | { what: 'settings-copied' }

export interface UiState {
  route: Route
  /** The connection that the detail pane shows; null shows the first. */
  selectedId: string | null
  /** Which of the two panes a narrow window shows. */
  pane: 'list' | 'detail'
  /** A question of the main process that the user put aside without an answer. */
  asideId: string | null
  failures: readonly Failure[]
  told: Told | null
  /** The user is asked whether to open the internet. */
  unblocking: boolean
  setUnblocking(unblocking: boolean): void
  /** The user is asked whether to install the network helper. */
  installingHelper: boolean
  setInstallingHelper(installingHelper: boolean): void
  /** Asks before the current place is left, and leaves it or not; null lets go at once. */
  guard: ((leave: () => void) => void) | null
  setGuard(guard: UiState['guard']): void
  go(route: Route): void
  select(id: string | null, pane?: 'list' | 'detail'): void
  showPane(pane: 'list' | 'detail'): void
  putAside(requestId: string | null): void
  showFailure(failure: Failure): void
  dismissFailure(failure: Failure): void
  tell(told: Told | null): void
}

/** What only the window knows: where the user is in it. */
export const uiStore = createStore<UiState>((set, get) => ({
  route: { view: 'main' },
  selectedId: null,
  pane: 'detail',
  asideId: null,
  failures: [],
  told: null,
  unblocking: false,
  setUnblocking: (unblocking) => set({ unblocking }),
  installingHelper: false,
  setInstallingHelper: (installingHelper) => set({ installingHelper }),
  guard: null,
  setGuard: (guard) => set({ guard }),
  go: (route) => {
    const leave = () => set({ guard: null, route })
    const { guard } = get()
    if (guard === null) leave()
    else guard(leave)
  },
  select: (selectedId, pane = 'detail') => set({ selectedId, pane }),
  showPane: (pane) => set({ pane }),
  putAside: (asideId) => set({ asideId }),
  showFailure: (failure) =>
    set(({ failures }) => ({ failures: [...failures, failure].slice(-FAILURES_SHOWN) })),
  tell: (told) => set({ told }),
  dismissFailure: (failure) =>
    set(({ failures }) => ({ failures: failures.filter((other) => other !== failure) })),
}))

export function useUi<Part>(select: (state: UiState) => Part): Part {
  return useStore(uiStore, select)
}

/** Opens a place of the window. */
export const go = (route: Route): void => uiStore.getState().go(route)

/** Opens what tray, menu or a notification point at. */
export function openPlace({ view }: { view: View }): void {
  go({ view: view === 'unblock' ? 'main' : view })
  uiStore.getState().setUnblocking(view === 'unblock')
}
