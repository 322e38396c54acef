import { type AppState, type AppTunnelState, STATE_LIMITS, type View } from '../../src-shared/app-state.ts'
import { isLeftBlocked } from '../../src-shared/block.ts'
import { printable } from '../../src-shared/failure-words/printable.ts'
import { type Texts, textsFor } from '../../src-shared/i18n/texts.ts'
import type { ProfileEntry } from '../../src-shared/profile-entry.ts'
import { trayActions } from './tray-actions.ts'
import { statusLine, wordFor } from './tray-status.ts'

/** The states that the icon tells apart, each by a shape of its own. */
export const TRAY_ICONS = [
  'disconnected',
  'connecting',
  'connected',
  'attention',
  'blocked',
  'failed',
] as const
export type TrayIcon = (typeof TRAY_ICONS)[number]

export type TrayCommand =
  | { type: 'connect'; profileId: string }
  | { type: 'disconnect' }
  | { type: 'retry-now' }
  | { type: 'reconnect' }
  /** Opens the window at a place. */
  | { type: 'open'; view: View }
  | { type: 'import-files' }
  | { type: 'copy-address'; address: string }
  | { type: 'quit' }
  | { type: 'disconnect-and-quit' }

export type TrayItem =
  | { type: 'separator' }
  /** Only to be read. */
  | { type: 'status'; label: string }
  | { type: 'command'; label: string; enabled: boolean; command: TrayCommand }
  /** One of several connections; never checked where none is in use, so those are commands. */
  | { type: 'radio'; label: string; checked: boolean; enabled: boolean; command: TrayCommand }
  | { type: 'submenu'; label: string; enabled: boolean; items: readonly TrayItem[] }

export interface TrayModel {
  icon: TrayIcon
  /** State and name, nothing that changes by the second. */
  tooltip: string
  items: readonly TrayItem[]
  /** When the menu has to be made anew although nothing has happened; absent when time changes nothing. */
  staleAt?: number
}

/** Longer names would make a menu as wide as the screen. */
const MAX_NAME = 40

const SEPARATOR: TrayItem = { type: 'separator' }
const MINUTE_MS = 60_000

/** Everything that the tray icon shows, from the state alone. Pure; the whole menu is replaced whenever it differs. */
export function trayModel(state: AppState, now: number): TrayModel {
  const texts = textsFor(state.host.language).tray
  const { tunnel } = state
  const current = currentProfile(state)
  const name = current === undefined ? texts.nameless : shortName(current)
  const idle = tunnel.state === 'disconnected'
  const blocked = isLeftBlocked(state.block)
  const idleWord = blocked ? texts.word.blocked : texts.word.disconnected
  return {
    icon: idle && blocked ? 'blocked' : iconFor(tunnel),
    tooltip: idle ? texts.status('Culvert', idleWord) : texts.status(name, wordFor(tunnel, texts)),
    items: [
      { type: 'status', label: mnemonicFree(statusLine(state, current && name, now)) },
      ...trayActions(state, current?.id),
      SEPARATOR,
      connectTo(state, texts),
      command(texts.importFiles, { type: 'import-files' }),
      SEPARATOR,
      command(texts.open, { type: 'open', view: 'main' }),
      copyAddress(tunnel, texts),
      idle || tunnel.state === 'failed'
        ? command(texts.quit, { type: 'quit' })
        : command(texts.disconnectAndQuit, { type: 'disconnect-and-quit' }),
    ],
    ...(tunnel.state === 'connected' && {
      staleAt: now + MINUTE_MS - (Math.max(0, now - tunnel.since) % MINUTE_MS),
    }),
  }
}

function iconFor(tunnel: AppTunnelState): TrayIcon {
  switch (tunnel.state) {
    case 'connected':
      return tunnel.silentSince === undefined ? 'connected' : 'attention'
    case 'reconnecting':
    case 'waiting-for-network':
    case 'disconnecting':
      return 'connecting'
    case 'needs-credentials':
    case 'needs-trust':
    case 'captive-portal':
      return 'attention'
    default:
      return tunnel.state
  }
}

/** The connection that is in use, or else the one that "Connect" would take: the last one used, or the first. */
function currentProfile({ tunnel, profiles }: AppState): ProfileEntry | undefined {
  if (tunnel.state === 'disconnected') return recents(profiles)[0]
  return profiles.find(({ id }) => id === tunnel.profileId)
}

/** The last used ones first, then those that were never used, in the user's order. */
export function recents(profiles: readonly ProfileEntry[]): ProfileEntry[] {
  return [...profiles].sort((a, b) => (b.lastConnected ?? 0) - (a.lastConnected ?? 0))
}

function connectTo({ tunnel, profiles, host }: AppState, texts: Texts['tray']): TrayItem {
  const enabled = host.helper === 'installed' && tunnel.state !== 'disconnecting'
  const shown = recents(profiles).slice(0, STATE_LIMITS.RECENT)
  const inUse = tunnel.state === 'disconnected' ? undefined : tunnel.profileId
  // Electron checks the first of a group of radio items in which none is checked.
  const asRadio = shown.some(({ id }) => id === inUse)
  const items = shown.map((entry): TrayItem => {
    const label = mnemonicFree(shortName(entry))
    if (!asRadio) return command(label, { type: 'connect', profileId: entry.id }, enabled)
    const checked = entry.id === inUse
    const choice: TrayCommand = checked
      ? { type: 'open', view: 'main' }
      : { type: 'connect', profileId: entry.id }
    return { type: 'radio', label, checked, enabled, command: choice }
  })
  const more = command(texts.more, { type: 'open', view: 'main' })
  return {
    type: 'submenu',
    label: texts.connectTo,
    enabled: shown.length > 0,
    items: [...items, SEPARATOR, more],
  }
}

function copyAddress(tunnel: AppTunnelState, texts: Texts['tray']): TrayItem {
  const address = tunnel.state === 'connected' ? tunnel.facts.address : ''
  return command(texts.copyAddress, { type: 'copy-address', address }, address !== '')
}

function command(label: string, what: TrayCommand, enabled = true): TrayItem {
  return { type: 'command', label, enabled, command: what }
}

function shortName({ profile }: ProfileEntry): string {
  const characters = [...printable(profile.name)]
  return characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME - 1).join('')}…` : characters.join('')
}

/** In a menu an ampersand would make the next letter a shortcut, and vanish; two are shown as one. */
function mnemonicFree(label: string): string {
  return label.replaceAll('&', '&&')
}
