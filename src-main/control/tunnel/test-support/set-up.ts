import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AppState, AppStatePatch } from '../../../../src-shared/app-state.ts'
import type { PresentedCertificate } from '../../../../src-shared/certificate.ts'
import { defaultProfile } from '../../../../src-shared/default-profile.ts'
import type { Profile } from '../../../../src-shared/profile.ts'
import { DEFAULT_SETTINGS } from '../../../../src-shared/settings.ts'
import type { ConnectionFacts } from '../../../../src-shared/tunnel-state.ts'
import { ProfileLibrary } from '../../profile-library.ts'
import { StateStore } from '../../state-store.ts'
import { TunnelController } from '../../tunnel-controller.ts'
import { MemoryEngine } from './memory-engine.ts'
import { MemorySecrets } from './memory-secrets.ts'

export const PASSWORD = 'kestrel-canary-7'

export const CERTIFICATE: PresentedCertificate = {
  subject: 'vpn.example.com',
  issuer: 'Example Root CA',
  names: ['vpn.example.com'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  sha256: `${'ab'.repeat(30)}cafe`,
  keySha256: 'cd'.repeat(32),
}

export const FACTS: ConnectionFacts = {
  device: 'sstp0',
  address: '10.0.0.7',
  dns: ['10.0.0.1'],
  mtu: 1500,
  server: 'vpn.example.com:443',
  serverAddress: '192.0.2.1',
  tlsVersion: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  auth: 'ms-chap-v2',
  binding: 'sha-256',
  certificate: { ...CERTIFICATE, trust: 'system' },
  routes: ['everything'],
}

const STATE: Omit<AppState, 'revision'> = {
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
    keychain: { state: 'available', name: 'Test Keyring' },
    tray: 'available',
    softwareRendering: false,
  },
  review: null,
  block: null,
  quitQuestion: false,
  notices: [],
}

/** A controller with real profiles on the disk, a keychain in memory, an engine by hand and a clock by hand. */
export async function setUp(changes: (profile: Profile) => Profile = (profile) => profile) {
  const folder = mkdtempSync(join(tmpdir(), 'culvert-controller-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const library = await ProfileLibrary.open(folder, { onSetAside: () => undefined })
  const profile = defaultProfile({ host: 'vpn.example.com', port: 443 })
  const signIn = { ...profile.signIn, user: 'anna' }
  const { id } = await library.add(changes({ ...profile, name: 'Office', signIn }), 'keychain')
  const store = new StateStore(STATE)
  const patches: AppStatePatch[] = []
  store.subscribe((patch) => patches.push(patch))
  const engine = new MemoryEngine()
  const secrets = new MemorySecrets()
  const lines: string[] = []
  const known = new Set<string>()
  const time = { now: 1_000_000 }
  const controller = new TunnelController({
    store,
    engine,
    library,
    secrets,
    log: {
      write: (_level, _source, text) => lines.push(text),
      addSecret: (secret) => known.add(secret),
    },
    clock: () => time.now,
  })
  return { id, library, store, patches, engine, secrets, lines, known, time, controller }
}

export type SetUp = Awaited<ReturnType<typeof setUp>>
