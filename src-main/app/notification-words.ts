import type { AppState } from '../../src-shared/app-state.ts'
import { isLeftBlocked } from '../../src-shared/block.ts'
import type { Failure } from '../../src-shared/failure.ts'
import { printable } from '../../src-shared/failure-words/printable.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'

/** One notification of each is shown at most; a newer one takes its place. */
export type NotificationCategory = 'connection' | 'question'

export interface Notification {
  category: NotificationCategory
  title: string
  body: string
}

/** What each notification says. Pure. */
export const words = { loss, back, question, block }

/** About a connection that was lost, in the state that it is in now; undefined where the state is itself a question. */
function loss(state: AppState, known: Failure | undefined): Notification | undefined {
  const texts = textsFor(state.host.language).notifications
  const { tunnel } = state
  const reason = (failure: Failure) => describeFailure(failure, state.host.language).title
  const say = (body: string): Notification => ({
    category: 'connection',
    title: texts.lost('profileId' in tunnel ? nameOf(state, tunnel.profileId) : texts.nameless),
    body,
  })
  switch (tunnel.state) {
    case 'connecting':
      return say(known === undefined ? texts.trying : texts.lostAndTrying(reason(known)))
    case 'reconnecting':
      return say(texts.lostAndTrying(reason(tunnel.failure)))
    case 'waiting-for-network':
      return say(texts.lostAndWaiting)
    case 'captive-portal':
      return say(texts.lostBehindPortal)
    case 'failed':
      if (isLeftBlocked(state.block)) return blocked(state, tunnel.profileId)
      return say(texts.lostForGood(reason(tunnel.failure)))
    case 'blocked':
      return blocked(state, tunnel.profileId)
    default:
      return undefined
  }
}

function blocked(state: AppState, profileId: string): Notification {
  const texts = textsFor(state.host.language).notifications
  return {
    category: 'connection',
    title: texts.blocked,
    body: texts.blockedBecause(nameOf(state, profileId)),
  }
}

/** About a block that stands although no connection of this program is there to need it. */
function block(state: AppState): Notification {
  const texts = textsFor(state.host.language).notifications
  return { category: 'connection', title: texts.blocked, body: texts.blockedByOther }
}

function back(state: AppState, profileId: string): Notification {
  const texts = textsFor(state.host.language).notifications
  return { category: 'connection', title: texts.back, body: texts.backAgain(nameOf(state, profileId)) }
}

/** About a question that waits in the window. */
function question(state: AppState): Notification | undefined {
  const texts = textsFor(state.host.language).notifications
  const { tunnel } = state
  if (tunnel.state === 'needs-credentials') {
    const title = texts.needsPassword(nameOf(state, tunnel.profileId))
    return { category: 'question', title, body: texts.openToEnter }
  }
  if (tunnel.state !== 'needs-trust') return undefined
  const { host, failure } = tunnel.request
  const changed = failure.code === 'certificate-pin-mismatch'
  const title = (changed ? texts.identityChanged : texts.identityUnknown)(printable(host))
  return { category: 'question', title, body: texts.notConnected }
}

function nameOf({ profiles, host }: AppState, profileId: string): string {
  const name = profiles.find(({ id }) => id === profileId)?.profile.name
  return name === undefined ? textsFor(host.language).notifications.nameless : printable(name)
}
