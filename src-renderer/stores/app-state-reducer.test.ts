import { expect, it } from 'vitest'
import type { AppState } from '../../src-shared/app-state.ts'
import { DEFAULT_SETTINGS } from '../../src-shared/settings.ts'
import { type Replica, shownState, withPatch, withSnapshot } from './app-state-reducer.ts'

const STATE: AppState = {
  revision: 7,
  tunnel: { state: 'disconnected' },
  profiles: [],
  activity: [],
  settings: DEFAULT_SETTINGS,
  host: {
    platform: 'linux',
    version: '1.0.0',
    language: 'en',
    helper: 'installed',
    helperInstallable: false,
    keychain: { state: 'available', name: 'GNOME Keyring' },
    tray: 'available',
    softwareRendering: false,
  },
  review: null,
  block: null,
  quitQuestion: false,
  notices: [],
}
const CONNECTING = { state: 'connecting', profileId: 'lab', since: 0, attempt: 1, ladder: [] } as const
const REPLICA: Replica = { state: STATE, assumed: null }

it('takes the next patch', () => {
  const { replica, gap } = withPatch(REPLICA, { revision: 8, quitQuestion: true })
  expect(gap).toBe(false)
  expect(replica.state).toEqual({ ...STATE, revision: 8, quitQuestion: true })
})

it('ignores a patch that the snapshot already contained', () => {
  expect(withPatch(REPLICA, { revision: 7, quitQuestion: true })).toEqual({ replica: REPLICA, gap: false })
})

it('notices a patch that was missed, and one that comes before the first snapshot', () => {
  expect(withPatch(REPLICA, { revision: 9 })).toEqual({ replica: REPLICA, gap: true })
  expect(withPatch({ state: null, assumed: null }, { revision: 1 }).gap).toBe(true)
})

it('keeps what is newer than a late snapshot', () => {
  expect(withSnapshot(REPLICA, { ...STATE, revision: 6 })).toBe(REPLICA)
  expect(withSnapshot(REPLICA, { ...STATE, revision: 9 }).state?.revision).toBe(9)
})

it('shows what was clicked until the main process speaks about the tunnel', () => {
  const clicked: Replica = { ...REPLICA, assumed: CONNECTING }
  expect(shownState(clicked)?.tunnel).toEqual(CONNECTING)

  const unrelated = withPatch(clicked, { revision: 8, notices: [] }).replica
  expect(shownState(unrelated)?.tunnel).toEqual(CONNECTING)

  const answered = withPatch(clicked, {
    revision: 8,
    tunnel: { state: 'waiting-for-network', profileId: 'lab' },
  })
  expect(shownState(answered.replica)?.tunnel.state).toBe('waiting-for-network')
})
