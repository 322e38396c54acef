import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import { ProfileLibrary } from '../control/profile-library.ts'
import { SettingsStore } from '../control/settings-store.ts'
import { MemorySecrets } from '../control/tunnel/test-support/memory-secrets.ts'
import { Removals } from './removals.ts'

const onSetAside = () => undefined

it('forgets at the next start what a run that was killed had removed, with its password', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'culvert-removals-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const secrets = new MemorySecrets()
  const killed = await ProfileLibrary.open(folder, { onSetAside })
  const { id } = await killed.add(defaultProfile({ host: 'vpn.example.com', port: 443 }), 'keychain')
  secrets.kept.set(id, 'kestrel')
  await killed.remove(id)

  const library = await ProfileLibrary.open(folder, { onSetAside })
  const settings = await SettingsStore.open(join(folder, 'settings.json'), { onSetAside })
  const removals = new Removals({ library, secrets, settings, log: { write: () => undefined } })
  removals.takeUpAbandoned()
  await removals.finish()
  expect(secrets.kept.size).toBe(0)
  expect(readdirSync(join(folder, 'profiles'))).toEqual([])
})
