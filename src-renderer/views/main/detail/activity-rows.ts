import type { Activity } from '../../../../src-shared/app-state.ts'
import { describeFailure } from '../../../../src-shared/failure-words.ts'
import type { Texts } from '../../../../src-shared/i18n/texts.ts'
import type { Language } from '../../../../src-shared/settings.ts'
import { unreachable } from '../../../../src-shared/unreachable.ts'
import { durationText, stepText } from '../../../i18n/formats.ts'

export interface ActivityRow {
  key: string
  time: number
  kind: 'good' | 'bad' | 'warning' | 'plain'
  text: string
}

/** Rows of the timeline that are shown at once; the log has the rest. */
export const ACTIVITY_ROWS = 30

/** What happened to one connection, newest first. */
export function activityRows(
  activity: readonly Activity[],
  profileId: string,
  words: Texts['states']['activity'],
  language: Language,
): ActivityRow[] {
  return activity
    .filter((entry) => entry.profileId === profileId)
    .slice(-ACTIVITY_ROWS)
    .map((entry, index) => ({
      key: `${entry.time} ${index}`,
      time: entry.time,
      ...inWords(entry, words, language),
    }))
    .reverse()
}

function inWords(
  entry: Activity,
  words: Texts['states']['activity'],
  language: Language,
): Pick<ActivityRow, 'kind' | 'text'> {
  switch (entry.what) {
    case 'connected':
      return { kind: 'good', text: words.connected(stepText(entry.afterMs, language)) }
    case 'disconnected':
      return { kind: 'plain', text: entry.by === 'user' ? words.disconnected : words.disconnectedByQuit }
    case 'lost':
      return { kind: 'warning', text: words.lost(describeFailure(entry.failure, language).title) }
    case 'reconnected':
      return { kind: 'good', text: words.reconnected(durationText(entry.afterMs, language)) }
    case 'failed':
      return { kind: 'bad', text: words.failed(describeFailure(entry.failure, language).title) }
    case 'cancelled':
      return { kind: 'plain', text: words.cancelled }
    case 'woke-up':
      return { kind: 'plain', text: words.wokeUp }
    case 'engine-crashed':
      return { kind: 'bad', text: words.engineCrashed }
    case 'silent':
      return { kind: 'warning', text: words.silent }
    case 'answers-again':
      return { kind: 'good', text: words.answersAgain(durationText(entry.afterMs, language)) }
    case 'offline':
      return { kind: 'plain', text: words.offline }
    case 'captive-portal':
      return { kind: 'warning', text: words.captivePortal }
    case 'portal-opened':
      return { kind: 'plain', text: words.portalOpened(durationText(entry.seconds * 1000, language)) }
    case 'blocked':
      return { kind: 'warning', text: words.blocked }
    case 'unblocked':
      return { kind: 'warning', text: words.unblocked }
    default:
      return unreachable(entry)
  }
}
