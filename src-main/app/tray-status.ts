import type { AppState, AppTunnelState } from '../../src-shared/app-state.ts'
import { isLeftBlocked } from '../../src-shared/block.ts'
import { formatMinutes } from '../../src-shared/format.ts'
import { type Texts, textsFor } from '../../src-shared/i18n/texts.ts'

/** The first line of the menu: a dot, the connection, its state. `name` is undefined while there are no connections. */
export function statusLine({ tunnel, block, host }: AppState, name: string | undefined, now: number): string {
  const texts = textsFor(host.language).tray
  const idle = tunnel.state === 'disconnected'
  if (idle && isLeftBlocked(block)) return `○ ${texts.internetBlocked}`
  if (idle && (host.helper === 'missing' || host.helper === 'outdated')) return `○ ${texts.helperMissing}`
  if (idle && host.helper === 'not-for-this-system') return `○ ${texts.notForThisSystem}`
  if (idle && name === undefined) return `○ ${texts.noConnections}`
  const dot = tunnel.state === 'connected' ? '●' : '○'
  return `${dot} ${texts.status(name ?? texts.nameless, wordAt(tunnel, host.language, now))}`
}

/** The state in a word or two, to follow a name. */
export function wordFor(tunnel: AppTunnelState, texts: Texts['tray']): string {
  if (tunnel.state === 'connected' && tunnel.silentSince !== undefined) return texts.word.silent
  return texts.word[tunnel.state]
}

function wordAt(tunnel: AppTunnelState, language: AppState['host']['language'], now: number): string {
  const texts = textsFor(language).tray
  if (tunnel.state !== 'connected' || tunnel.silentSince !== undefined) return wordFor(tunnel, texts)
  // A menu counts no seconds: nobody makes it anew every second.
  const duration = formatMinutes(now - tunnel.since, language)
  return duration === undefined ? texts.word.connected : texts.connectedFor(duration)
}
