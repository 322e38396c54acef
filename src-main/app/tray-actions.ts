import type { AppState } from '../../src-shared/app-state.ts'
import { isLeftBlocked } from '../../src-shared/block.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { TrayCommand, TrayItem } from './tray-model.ts'

/**
 * The two lines that act on the connection: what one most likely wants, and another attempt where one makes sense. The
 * second is greyed rather than left out, so that the lines below it stay where the hand expects them.
 */
export function trayActions({ tunnel, block, host }: AppState, profileId: string | undefined): TrayItem[] {
  const texts = textsFor(host.language).tray
  const item = (label: string, command: TrayCommand, enabled = true): TrayItem => ({
    type: 'command',
    label,
    enabled,
    command,
  })
  const openWindow: TrayCommand = { type: 'open', view: 'main' }
  const end: TrayCommand = { type: 'disconnect' }
  const again = item(texts.reconnect, { type: 'reconnect' })
  const notAgain = item(texts.reconnect, { type: 'reconnect' }, false)
  // The window asks whether that is really wanted.
  const unblock = item(texts.unblock, { type: 'open', view: 'unblock' })
  const other = isLeftBlocked(block) ? unblock : notAgain
  const tryNow = item(texts.tryNow, { type: 'retry-now' })
  switch (tunnel.state) {
    case 'disconnected':
      if (host.helper === 'missing' || host.helper === 'outdated')
        return [item(texts.howToInstall, openWindow), other]
      if (profileId === undefined) return [item(texts.add, { type: 'open', view: 'add' }), other]
      return [item(texts.connect, { type: 'connect', profileId }, host.helper === 'installed'), other]
    case 'connecting':
      return [item(texts.cancel, end), notAgain]
    case 'needs-credentials':
      return [item(texts.enterPassword, openWindow), item(texts.cancel, end)]
    case 'needs-trust':
      return [item(texts.checkIdentity, openWindow), item(texts.cancel, end)]
    case 'connected':
      return [item(texts.disconnect, end), again]
    case 'reconnecting':
    case 'waiting-for-network':
    case 'captive-portal':
      return [item(texts.stop, end), tryNow]
    case 'blocked':
      return [again, unblock]
    case 'disconnecting':
      return [item(texts.disconnecting, end, false), notAgain]
    case 'failed':
      return [item(texts.tryAgain, { type: 'connect', profileId: tunnel.profileId }), other]
    default:
      return unreachable(tunnel)
  }
}
