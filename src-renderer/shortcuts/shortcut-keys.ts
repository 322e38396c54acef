/** What the window's shortcuts do. */
export type Shortcut =
  | 'search'
  | 'add'
  | 'import'
  | 'logs'
  | 'settings'
  | 'primary'
  | 'back'
  | { profile: number }

/** The part of a keyboard event that a shortcut depends on. */
export interface Keys {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const WITH_COMMAND: Readonly<Record<string, Shortcut>> = {
  f: 'search',
  n: 'add',
  i: 'import',
  l: 'logs',
  ',': 'settings',
}

/** What a key means, if anything; Command on a Mac is Control elsewhere. */
export function shortcutOf(keys: Keys, mac: boolean): Shortcut | null {
  if (keys.altKey || keys.shiftKey) return null
  const command = mac ? keys.metaKey && !keys.ctrlKey : keys.ctrlKey && !keys.metaKey
  if (command) {
    if (/^[1-9]$/.test(keys.key)) return { profile: Number(keys.key) - 1 }
    return WITH_COMMAND[keys.key.toLowerCase()] ?? null
  }
  if (keys.ctrlKey || keys.metaKey) return null
  if (keys.key === 'Enter') return 'primary'
  return keys.key === 'Escape' ? 'back' : null
}

/** A shortcut as menus show it. */
export function shortcutText(
  shortcut: 'search' | 'add' | 'import' | 'logs' | 'settings',
  mac: boolean,
): string {
  const key = Object.entries(WITH_COMMAND).find(([, meant]) => meant === shortcut)?.[0] ?? ''
  return mac ? `⌘${key.toUpperCase()}` : `Ctrl+${key.toUpperCase()}`
}
