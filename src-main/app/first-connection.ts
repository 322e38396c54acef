import type { AppTunnelState, HostFacts } from '../../src-shared/app-state.ts'
import type { Settings } from '../../src-shared/settings.ts'
import type { NewNotice } from './notices.ts'

/** What is said once in the life of a program, and noted as said. */
export const HINTS = ['where-the-window-goes', 'launch-at-login', 'helper'] as const
export type Hint = (typeof HINTS)[number]

interface Circumstances {
  tunnel: AppTunnelState
  host: HostFacts
  settings: Settings
  said: readonly Hint[]
}

/** What there is to say after a connection came up: where the window goes, and whether to start at login. Each once. */
export function hintsAfter({
  tunnel,
  host,
  settings,
  said,
}: Circumstances): { hint: Hint; notice: NewNotice }[] {
  if (tunnel.state !== 'connected') return []
  const hints: { hint: Hint; notice: NewNotice }[] = [
    {
      hint: 'where-the-window-goes',
      notice: { type: host.tray === 'available' ? 'window-closes-to-tray' : 'no-tray' },
    },
  ]
  if (!settings.launchAtLogin)
    hints.push({ hint: 'launch-at-login', notice: { type: 'offer-launch-at-login' } })
  return hints.filter(({ hint }) => !said.includes(hint))
}
