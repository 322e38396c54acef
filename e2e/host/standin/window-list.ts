/** What the app's end needs to know of a window. */
export interface ListedWindow {
  readonly id: number
  close(): void
  destroy(): void
  isDestroyed(): boolean
}

const windows = new Set<ListedWindow>()

export const addWindow = (window: ListedWindow): void => void windows.add(window)
export const removeWindow = (window: ListedWindow): void => void windows.delete(window)
export const listWindows = (): ListedWindow[] => [...windows]
