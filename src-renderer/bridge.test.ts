import { expect, it, vi } from 'vitest'
import { FailureError } from '../src-shared/failure.ts'
import { createApi } from './bridge.ts'

it('asks the preload script by group and name, and hands over the value', async () => {
  const connect = vi.fn(async () => ({ type: 'success', value: undefined }))
  await createApi({ tunnel: { connect } }).tunnel.connect({ profileId: 'lab' })
  expect(connect).toHaveBeenCalledWith({ profileId: 'lab' })
})

it('throws the failure that an answer carries', async () => {
  const failure = { code: 'profile-not-found', name: 'lab' } as const
  const culvert = { profiles: { remove: async () => ({ type: 'failure', failure }) } }
  const removed = createApi(culvert).profiles.remove({ id: 'lab' })
  await expect(removed).rejects.toBeInstanceOf(FailureError)
  await expect(removed).rejects.toMatchObject({ failure })
})

it('subscribes to news by their on-name and returns what unsubscribes', () => {
  const stop = () => {}
  const onChanged = vi.fn(() => stop)
  const listener = () => {}
  expect(createApi({ state: { onChanged } }).state.onChanged(listener)).toBe(stop)
  expect(onChanged).toHaveBeenCalledWith(listener)
})
