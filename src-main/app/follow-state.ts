import type { AppState, AppStatePatch } from '../../src-shared/app-state.ts'
import type { ProfileLibrary } from '../control/profile-library.ts'
import type { StateStore } from '../control/state-store.ts'
import { hintsAfter } from './first-connection.ts'
import type { Memory } from './memory.ts'
import type { Notices } from './notices.ts'

interface Parts {
  store: StateStore
  library: ProfileLibrary
  notices: Notices
  memory: Memory
}

/** Draws the consequences of changes: the list of profiles, and lines in the banner area. */
export function followState(parts: Parts): void {
  const { store, library, notices } = parts
  const list = () => {
    store.update({ profiles: library.entries() })
    const profiles = library.broken()
    if (profiles.length > 0) notices.add({ type: 'profiles-broken', profiles })
  }
  library.subscribe(list)
  list()
  let seenUntil = Date.now()
  store.subscribe((patch, state) => {
    if (patch.tunnel !== undefined) giveHints(parts, state)
    if (patch.host !== undefined) offerHelper(parts, state)
    if (hasNewCrash(patch, seenUntil)) notices.add({ type: 'engine-crashed' })
    seenUntil = Math.max(seenUntil, ...(patch.activity ?? []).map(({ time }) => time))
    if (patch.settings?.launchAtLogin) notices.dismissWhere(({ type }) => type === 'offer-launch-at-login')
  })
}

/** Once: who does not want it now finds it again in the main view and among the settings. */
function offerHelper({ notices, memory }: Parts, { host }: AppState): void {
  if (host.helper === 'installed') notices.dismissWhere(({ type }) => type === 'offer-helper')
  const lacking = host.helper === 'missing' || host.helper === 'outdated'
  if (!lacking || !host.helperInstallable || memory.said().includes('helper')) return
  memory.keepSaid('helper')
  notices.add({ type: 'offer-helper' })
}

const hasNewCrash = ({ activity = [] }: AppStatePatch, seenUntil: number): boolean =>
  activity.some(({ what, time }) => what === 'engine-crashed' && time > seenUntil)

function giveHints({ notices, memory }: Parts, { tunnel, host, settings }: AppState): void {
  for (const { hint, notice } of hintsAfter({ tunnel, host, settings, said: memory.said() })) {
    memory.keepSaid(hint)
    notices.add(notice)
  }
}
