import { api } from '../bridge.ts'
import { appStore } from './app-store.ts'
import { run } from './run.ts'
import { uiStore } from './ui-store.ts'

export function duplicateProfile(id: string): void {
  run(api.profiles.duplicate({ id }).then((copy) => uiStore.getState().select(copy.id)))
}

/** Says in the banner area where the file went. */
export function exportProfile(id: string): void {
  run(
    api.profiles.exportFile({ id }).then((written) => {
      if (written !== null) uiStore.getState().tell({ what: 'exported', path: written.path })
    }),
  )
}

export function copyProfile(id: string): void {
  run(
    api.profiles
      .exportText({ id })
      .then((text) => api.app.copyText(text))
      .then(() => uiStore.getState().tell({ what: 'settings-copied' })),
  )
}

export function removeProfile(id: string): void {
  run(api.profiles.remove({ id }))
}

/** Puts a connection one place up (-1) or down (1). */
export function moveProfile(id: string, by: -1 | 1): void {
  const ids = (appStore.getState().shown?.profiles ?? []).map((entry) => entry.id)
  reorderProfiles(moved(ids, id, by))
}

export function reorderProfiles(ids: readonly string[]): void {
  run(api.profiles.reorder({ ids: [...ids] }))
}

/** The list with one of its members one place further; unchanged where there is no further. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id)
  const to = from + by
  if (from === -1 || to < 0 || to >= ids.length) return [...ids]
  return ids.with(from, ids[to] as string).with(to, id)
}

/** The list with some members taken out and put before or after another one, as a drag does. */
export function dropped(
  ids: readonly string[],
  taken: ReadonlySet<string>,
  target: string,
  position: 'before' | 'after' | 'on',
): string[] {
  const left = ids.filter((id) => !taken.has(id))
  const at = left.indexOf(target)
  if (at === -1) return [...ids]
  return left.toSpliced(position === 'after' ? at + 1 : at, 0, ...ids.filter((id) => taken.has(id)))
}
