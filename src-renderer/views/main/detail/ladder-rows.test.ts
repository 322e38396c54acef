import { expect, it } from 'vitest'
import type { RungReport } from '../../../../src-shared/ladder.ts'
import { ladderOf, ladderRows, totalMs } from './ladder-rows.ts'

const CLIMBED: RungReport[] = [
  { rung: 'name', ok: true, ms: 12, detail: '192.0.2.7' },
  { rung: 'tcp', ok: true, ms: 30 },
]
const statuses = (rows: ReturnType<typeof ladderRows> | null) => rows?.map(({ status }) => status).join(' ')

it('shows what is climbed, what is being climbed, and what is to come', () => {
  expect(statuses(ladderRows(CLIMBED, 'tls'))).toBe('done done running pending pending pending pending')
  expect(ladderRows(CLIMBED)[0]).toEqual({ rung: 'name', status: 'done', ms: 12, detail: '192.0.2.7' })
  expect(totalMs(CLIMBED)).toBe(42)
})

it('stops a failure on its rung', () => {
  const failure = { code: 'timeout', rung: 'tls', seconds: 10 } as const
  const ladder = [...CLIMBED, { rung: 'tls', ok: false, ms: 10_000 }] as const
  expect(statuses(ladderOf({ state: 'failed', profileId: 'lab', failure, ladder }))).toBe(
    'done done failed pending pending pending pending',
  )
})

it('shows no ladder where nothing was climbed', () => {
  const failure = { code: 'helper-lost' } as const
  expect(ladderOf({ state: 'failed', profileId: 'lab', failure, ladder: [] })).toBeNull()
  expect(ladderOf({ state: 'disconnected' })).toBeNull()
})
