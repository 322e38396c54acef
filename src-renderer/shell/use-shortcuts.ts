import { useEffect } from 'react'
import { api } from '../bridge.ts'
import { type Shortcut, shortcutOf } from '../shortcuts/shortcut-keys.ts'
import { appStore } from '../stores/app-store.ts'
import { run } from '../stores/run.ts'
import { disconnect } from '../stores/tunnel-actions.ts'
import { go, uiStore } from '../stores/ui-store.ts'

/** Listens to the window's shortcuts. What has the focus comes first: it has handled its keys by then. */
export function useShortcuts(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const state = appStore.getState().shown
      if (event.defaultPrevented || event.repeat || state === null || questionIsOpen()) return
      const shortcut = shortcutOf(event, state.host.platform === 'darwin')
      if (shortcut === null || !perform(shortcut)) return
      event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

/** While a question is open, or a menu, keys belong to it. */
function questionIsOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}

/** Returns whether it did something. */
function perform(shortcut: Shortcut): boolean {
  if (typeof shortcut === 'object') return selectNumber(shortcut.profile)
  switch (shortcut) {
    case 'search':
      return focusSearch()
    case 'import':
      run(api.imports.chooseFiles())
      return true
    case 'primary':
      return pressPrimary()
    case 'back':
      return goBack()
    default:
      go({ view: shortcut })
      return true
  }
}

function selectNumber(index: number): boolean {
  const entry = appStore.getState().shown?.profiles[index]
  if (entry === undefined) return false
  go({ view: 'main' })
  uiStore.getState().select(entry.id)
  return true
}

/** In the log the search of the log, otherwise that of the list. */
function focusSearch(): boolean {
  const { route, showPane } = uiStore.getState()
  if (route.view !== 'logs') {
    go({ view: 'main' })
    showPane('list')
  }
  requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-shortcut="search"]')?.focus())
  return true
}

/** Enter presses the main button unless something with the focus wants it for itself. */
function pressPrimary(): boolean {
  const focused = document.activeElement
  if (focused?.closest('button, a, input, textarea, select, [role="row"], [role="option"]')) return false
  const button = document.querySelector<HTMLButtonElement>('button.status-primary')
  if (button === null || button.ariaDisabled === 'true') return false
  button.click()
  return true
}

/** Escape leaves a view, ends an attempt, or goes back to the list, whichever is nearest. */
function goBack(): boolean {
  const { route, pane, showPane } = uiStore.getState()
  if (route.view !== 'main') {
    document.querySelector<HTMLButtonElement>('.screen-back')?.click()
    return true
  }
  if (appStore.getState().shown?.tunnel.state === 'connecting') {
    disconnect()
    return true
  }
  if (pane === 'detail' && document.querySelector('.main-alone') !== null) {
    showPane('list')
    return true
  }
  return false
}
