import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { StateStore } from '../control/state-store.ts'
import { Notices } from './notices.ts'
import { stateWith } from './test-support/sample-state.ts'
import { type UpdateSource, Updates } from './updates.ts'

const MINUTE = 60_000

let store: StateStore
let calls: string[]
let finish: { resolve(): void; reject(error: Error): void }
let updates: Updates

const source: UpdateSource = {
  check: async () => {
    calls.push('check')
    return '2.0.0'
  },
  download: () => {
    calls.push('download')
    return new Promise((resolve, reject) => {
      finish = { resolve: () => resolve(), reject }
    })
  },
  stop: () => {
    calls.push('stop')
    finish.reject(new Error('cancelled'))
  },
  install: () => calls.push('install'),
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  calls = []
  store = new StateStore({ ...stateWith({ state: 'disconnected' }), block: null, notices: [] })
  const notices = new Notices(store, () => undefined)
  const leave = () => calls.push('leave')
  updates = new Updates({ store, notices, source, leave, log: (text) => calls.push(text), now: Date.now })
})

afterEach(() => {
  updates.close()
  vi.useRealTimers()
})

const connected = () => store.update({ tunnel: { state: 'connected' } as never })
const stages = () => store.get().notices.flatMap((notice) => (notice.type === 'update' ? notice.stage : []))

/** Until the tunnel has been up for long enough, and the answer about new versions is there. */
async function offer(): Promise<void> {
  await vi.advanceTimersByTimeAsync(2 * MINUTE)
  connected()
  await vi.advanceTimersByTimeAsync(0)
}

it('asks in the tunnel, fetches after a yes, and leaves after another', async () => {
  await offer()
  expect([calls, stages()]).toEqual([['check'], ['offered']])
  updates.accept()
  expect(stages()).toEqual(['downloading'])
  finish.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(stages()).toEqual(['ready'])
  updates.accept()
  expect(calls).toEqual(['check', 'download', 'leave'])
})

it('stops a download with the tunnel, says so, and takes it up in the next one', async () => {
  await offer()
  updates.accept()
  store.update({ tunnel: { state: 'disconnected' } })
  await vi.advanceTimersByTimeAsync(0)
  expect(stages()).toEqual(['waiting'])
  connected()
  expect(stages()).toEqual(['downloading'])
  expect(calls).toEqual(['check', 'download', 'stop', 'updates: cancelled', 'download'])
})

it('is quiet for a day when a download fails or is not wanted now', async () => {
  await offer()
  updates.accept()
  finish.reject(new Error('the hash is another'))
  await vi.advanceTimersByTimeAsync(0)
  expect(stages()).toEqual([])
  await vi.advanceTimersByTimeAsync(23 * 60 * MINUTE)
  expect(calls).toEqual(['check', 'download', 'updates: the hash is another'])
  await vi.advanceTimersByTimeAsync(2 * 60 * MINUTE)
  expect(stages()).toEqual(['offered'])
})
