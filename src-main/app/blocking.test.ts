import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BlockReason } from '../../src-shared/app-state.ts'
import { FailureError } from '../../src-shared/failure.ts'
import { SettingsStore } from '../control/settings-store.ts'
import { StateStore } from '../control/state-store.ts'
import { Blocking } from './blocking.ts'
import { initialState } from './initial-state.ts'
import { TUNNELS } from './test-support/sample-state.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-blocking-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** A computer whose block a test raises and opens by hand; `refused` makes every wish of ours fail. */
async function computer({ lockdown = false, outlivedItsBoot = false } = {}) {
  const store = new StateStore(initialState({ version: '1.0.0', softwareRendering: false }))
  const settings = await SettingsStore.open(join(folder, 'settings.json'), { onSetAside: () => undefined })
  await settings.update({ lockdown })
  const host = { block: undefined as BlockReason | undefined, refused: false }
  const become = (block: BlockReason | undefined) => async () => {
    if (host.refused) throw new FailureError({ code: 'block-failed', detail: 'nft is not installed' })
    host.block = block
  }
  const trouble: unknown[] = []
  const blocking = new Blocking({
    store,
    settings,
    attempt: (action) => void action.catch((cause) => trouble.push(cause)),
    gate: {
      current: () => host.block,
      outlivedItsBoot: () => outlivedItsBoot,
      lockDown: become('lockdown'),
      endLockdown: become(undefined),
      open: become(undefined),
    },
  })
  return { store, settings, host, blocking, trouble }
}

describe('the block of this computer', () => {
  it('is seen when it changes with the tunnel, whoever raised it', async () => {
    const { store, host, blocking } = await computer()
    blocking.begin()
    expect(store.get().block).toBeNull()
    host.block = 'crash'
    store.update({ tunnel: TUNNELS.failed })
    expect(store.get().block).toBe('crash')
  })

  it('is raised and ended by the setting, which says nothing before', async () => {
    const { store, settings, blocking } = await computer()
    await blocking.setLockdown(true)
    expect(store.get().block).toBe('lockdown')
    await vi.waitFor(() => expect(settings.get().lockdown).toBe(true))
    await blocking.setLockdown(false)
    expect(store.get().block).toBeNull()
    await vi.waitFor(() => expect(settings.get().lockdown).toBe(false))
  })

  it('stays as it is when the helper refuses', async () => {
    const { store, settings, host, blocking } = await computer()
    host.refused = true
    await expect(blocking.setLockdown(true)).rejects.toMatchObject({ failure: { code: 'block-failed' } })
    expect(store.get().block).toBeNull()
    expect(settings.get().lockdown).toBe(false)
  })

  it('takes the setting with it when it is opened, here or by the command', async () => {
    const { settings, host, blocking } = await computer()
    await blocking.setLockdown(true)
    await blocking.unblock()
    await vi.waitFor(() => expect(settings.get().lockdown).toBe(false))
    await settings.update({ lockdown: true })
    host.block = undefined
    blocking.look()
    await vi.waitFor(() => expect(settings.get().lockdown).toBe(false))
  })

  it('is raised again after a restart of the computer that opened it', async () => {
    const { store, settings, blocking } = await computer({ lockdown: true, outlivedItsBoot: true })
    blocking.begin()
    await vi.waitFor(() => expect(store.get().block).toBe('lockdown'))
    expect(settings.get().lockdown).toBe(true)
  })

  it('is told as trouble when it cannot be raised again, and the setting says that it is off', async () => {
    const { settings, host, blocking, trouble } = await computer({ lockdown: true, outlivedItsBoot: true })
    host.refused = true
    blocking.begin()
    await vi.waitFor(() => expect(trouble).toHaveLength(1))
    await vi.waitFor(() => expect(settings.get().lockdown).toBe(false))
  })
})
