import { expect, it, vi } from 'vitest'
import { FailureError } from '../src-shared/failure.ts'
import type { IpcBridge } from '../src-shared/ipc-bridge.ts'
import { createApi } from './bridge.ts'

const SILENT: IpcBridge = {
  invoke: async () => ({ type: 'success', value: undefined }),
  on: () => () => {},
}

it('asks on the channel of group and name, and hands over the value', async () => {
  const invoke = vi.fn(async () => ({ type: 'success', value: { id: 'lab-2' } }) as const)
  const copy = await createApi(() => ({ ...SILENT, invoke })).profiles.duplicate({ id: 'lab' })
  expect(invoke).toHaveBeenCalledWith('profiles-duplicate', { id: 'lab' })
  expect(copy).toEqual({ id: 'lab-2' })
})

it('throws the failure that an answer carries', async () => {
  const failure = { code: 'profile-not-found', name: 'lab' } as const
  const invoke = async () => ({ type: 'failure', failure }) as const
  const removed = createApi(() => ({ ...SILENT, invoke })).profiles.remove({ id: 'lab' })
  await expect(removed).rejects.toBeInstanceOf(FailureError)
  await expect(removed).rejects.toMatchObject({ failure })
})

it('subscribes to news by their on-name and returns what unsubscribes', () => {
  const stop = () => {}
  const on = vi.fn(() => stop)
  const listener = () => {}
  expect(createApi(() => ({ ...SILENT, on })).state.onChanged(listener)).toBe(stop)
  expect(on).toHaveBeenCalledWith('state-changed', listener)
})
