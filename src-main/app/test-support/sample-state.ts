import type { AppState, AppTunnelState } from '../../../src-shared/app-state.ts'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { ONE_OF_EACH } from '../../../src-shared/failure-examples.ts'
import type { ProfileEntry } from '../../../src-shared/profile-entry.ts'
import { DEFAULT_SETTINGS, type Language } from '../../../src-shared/settings.ts'

/** The moment in which the sample states are looked at. */
export const NOW = Date.UTC(2026, 2, 1, 12)

const MINUTE = 60_000
const DEFAULTS = defaultProfile({ host: 'vpn.example.com', port: 443 })
const FAILURE = ONE_OF_EACH['connection-silent']

export function entry(id: string, name = id, lastConnected?: number): ProfileEntry {
  return {
    id,
    passwordSource: 'keychain',
    unknown: [],
    ...(lastConnected !== undefined && { lastConnected }),
    profile: { ...DEFAULTS, name, signIn: { ...DEFAULTS.signIn, user: 'anna' } },
  }
}

const CONNECTED: Extract<AppTunnelState, { state: 'connected' }> = {
  state: 'connected',
  profileId: 'office',
  since: NOW - 72 * MINUTE,
  ladder: [],
  facts: {
    device: 'sstp0',
    address: '10.0.0.2',
    dns: ['10.0.0.53'],
    mtu: 1400,
    server: 'vpn.example.com:443',
    serverAddress: '192.0.2.7',
    tlsVersion: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    auth: 'ms-chap-v2',
    binding: 'sha-256',
    certificate: {
      subject: 'vpn.example.com',
      issuer: 'Example CA',
      validTo: '2030-01-31T00:00:00.000Z',
      sha256: 'ab'.repeat(32),
      trust: 'system',
    },
    routes: [],
  },
}

/** The tunnel in each state, of the connection `office`. */
export const TUNNELS = {
  disconnected: { state: 'disconnected' },
  connecting: {
    state: 'connecting',
    profileId: 'office',
    since: NOW - 1000,
    attempt: 1,
    rung: 'tls',
    ladder: [],
  },
  'needs-credentials': {
    state: 'needs-credentials',
    profileId: 'office',
    request: {
      id: 'q1',
      user: 'anna',
      reason: 'ask-every-time',
      asks: ['password'],
      attempts: 0,
      canRemember: true,
      remember: false,
    },
  },
  'needs-trust': {
    state: 'needs-trust',
    profileId: 'office',
    request: {
      id: 'q2',
      host: 'vpn.example.com',
      failure: ONE_OF_EACH['certificate-pin-mismatch'],
      certificate: {
        subject: 'vpn.example.com',
        issuer: 'Example CA',
        names: ['vpn.example.com'],
        validFrom: '2026-01-01T00:00:00.000Z',
        validTo: '2030-01-31T00:00:00.000Z',
        sha256: 'ab'.repeat(32),
        keySha256: 'cd'.repeat(32),
      },
      choices: { once: false, pin: 'typed', ca: false },
    },
  },
  connected: CONNECTED,
  silent: { ...CONNECTED, silentSince: NOW - 12_000 },
  reconnecting: {
    state: 'reconnecting',
    profileId: 'office',
    attempt: 3,
    retryAt: NOW + 4000,
    failure: FAILURE,
  },
  'waiting-for-network': { state: 'waiting-for-network', profileId: 'office' },
  'captive-portal': { state: 'captive-portal', profileId: 'office' },
  blocked: { state: 'blocked', profileId: 'office', failure: FAILURE },
  disconnecting: { state: 'disconnecting', profileId: 'office' },
  failed: { state: 'failed', profileId: 'office', failure: FAILURE, ladder: [] },
} satisfies Readonly<Record<string, AppTunnelState>>

/** A state of the program around a tunnel, with the two connections Office, used last, and Lab. */
export function stateWith(tunnel: AppTunnelState, language: Language = 'en'): AppState {
  return {
    revision: 1,
    tunnel,
    block: null,
    profiles: [entry('lab', 'Lab'), entry('office', 'Office', NOW - 72 * MINUTE)],
    activity: [],
    settings: DEFAULT_SETTINGS,
    host: {
      platform: 'linux',
      version: '1.0.0',
      language,
      helper: 'installed',
      helperInstallable: false,
      keychain: { state: 'available', name: 'GNOME Keyring' },
      tray: 'available',
      softwareRendering: false,
    },
    review: null,
    quitQuestion: false,
    notices: [],
  }
}
