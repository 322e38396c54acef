import { expect, it } from 'vitest'
import type { Activity } from '../../../../src-shared/app-state.ts'
import { textsFor } from '../../../../src-shared/i18n/texts.ts'
import { ACTIVITY_ROWS, activityRows } from './activity-rows.ts'

const at = (time: number) => ({ time, profileId: 'lab' })
const LOST = { code: 'server-ended', reason: 'idle timeout' } as const

const DAY: Activity[] = [
  { ...at(1), what: 'connected', afterMs: 840 },
  { time: 2, profileId: 'office', what: 'cancelled' },
  { ...at(3), what: 'silent' },
  { ...at(4), what: 'answers-again', afterMs: 9000 },
  { ...at(5), what: 'woke-up' },
  { ...at(6), what: 'lost', failure: LOST },
  { ...at(7), what: 'reconnected', afterMs: 3100 },
  { ...at(8), what: 'engine-crashed' },
  { ...at(9), what: 'failed', failure: { code: 'address-none' } },
  { ...at(10), what: 'disconnected', by: 'user' },
  { ...at(11), what: 'disconnected', by: 'quit' },
]

it('tells the day of one connection, newest first', () => {
  const rows = activityRows(DAY, 'lab', textsFor('en').states.activity, 'en')
  expect(rows.map(({ kind, text }) => `${kind}: ${text.replaceAll('\u00a0', ' ')}`)).toMatchInlineSnapshot(`
    [
      "plain: Disconnected because Culvert was quit",
      "plain: Disconnected",
      "bad: Couldn’t connect: Connected, but got no address",
      "bad: The engine stopped by a mistake of Culvert; the network was put back",
      "good: Reconnected after 3 s",
      "warning: Connection lost: The server ended the connection",
      "plain: The computer woke up",
      "good: The server answers again, after 9 s",
      "warning: The server stopped answering",
      "good: Connected in 840 ms",
    ]
  `)
})

it('shows the newest ones of many, each once', () => {
  const many = Array.from({ length: 200 }, (_, time): Activity => ({ ...at(time), what: 'cancelled' }))
  const rows = activityRows(many, 'lab', textsFor('de').states.activity, 'de')
  expect(rows).toHaveLength(ACTIVITY_ROWS)
  expect(rows[0]).toMatchObject({ time: 199, text: 'Abgebrochen' })
  expect(new Set(rows.map(({ key }) => key)).size).toBe(ACTIVITY_ROWS)
})
