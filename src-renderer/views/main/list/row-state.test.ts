import { expect, it } from 'vitest'
import type { Activity } from '../../../../src-shared/app-state.ts'
import { lastAttemptFailed, rowState } from './row-state.ts'

const failed: Activity = { time: 1, profileId: 'lab', what: 'failed', failure: { code: 'address-none' } }
const connected: Activity = { time: 2, profileId: 'lab', what: 'connected', afterMs: 900 }
const wokeUp: Activity = { time: 3, profileId: 'lab', what: 'woke-up' }

it('shows connected and silent by different signs', () => {
  const up = { state: 'connected', profileId: 'lab', since: 0, facts: {} as never, ladder: [] } as const
  expect(rowState(up)).toEqual({ dot: 'full', tone: 'ok', word: 'connected' })
  expect(rowState({ ...up, silentSince: 5 })).toEqual({ dot: 'question', tone: 'progress', word: 'silent' })
})

it('warns about a connection until it worked again', () => {
  expect(lastAttemptFailed('lab', [])).toBe(false)
  expect(lastAttemptFailed('lab', [failed])).toBe(true)
  expect(lastAttemptFailed('lab', [failed, wokeUp])).toBe(true)
  expect(lastAttemptFailed('lab', [failed, connected])).toBe(false)
  expect(lastAttemptFailed('office', [failed])).toBe(false)
})
