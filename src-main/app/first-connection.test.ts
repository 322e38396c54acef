import { describe, expect, it } from 'vitest'
import type { AppTunnelState, HostFacts } from '../../src-shared/app-state.ts'
import { DEFAULT_SETTINGS } from '../../src-shared/settings.ts'
import { hintsAfter } from './first-connection.ts'

const host: HostFacts = {
  platform: 'linux',
  version: '1.0.0',
  language: 'en',
  helper: 'installed',
  helperInstallable: false,
  keychain: { state: 'available', name: 'Login' },
  tray: 'available',
  softwareRendering: false,
}
const tunnel = { state: 'connected' } as AppTunnelState
const now = { tunnel, host, settings: DEFAULT_SETTINGS, said: [] }
const typesOf = (hints: ReturnType<typeof hintsAfter>) => hints.map(({ notice }) => notice.type)

describe('after the first connection', () => {
  it('is said where the window goes, and asked whether to start at login', () => {
    expect(typesOf(hintsAfter(now))).toEqual(['window-closes-to-tray', 'offer-launch-at-login'])
    const noTray = { ...now, host: { ...host, tray: 'missing' as const } }
    expect(typesOf(hintsAfter(noTray))).toEqual(['no-tray', 'offer-launch-at-login'])
  })

  it('is not asked what is decided already', () => {
    const settings = { ...DEFAULT_SETTINGS, launchAtLogin: true }
    expect(typesOf(hintsAfter({ ...now, settings }))).toEqual(['window-closes-to-tray'])
  })

  it('is said nothing twice, and nothing before', () => {
    expect(hintsAfter({ ...now, said: ['where-the-window-goes', 'launch-at-login'] })).toEqual([])
    expect(hintsAfter({ ...now, tunnel: { state: 'disconnected' } })).toEqual([])
  })
})
