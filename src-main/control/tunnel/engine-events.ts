import { unreachable } from '../../../src-shared/unreachable.ts'
import type { EngineEvent } from '../../engine/messages.ts'
import type { StateStore } from '../state-store.ts'
import type { ActivityLog } from './activity-log.ts'
import type { Attempt } from './attempt.ts'

interface Context {
  store: StateStore
  activity: ActivityLog
  /** Milliseconds since 1970. */
  now: number
}

type TunnelEvent = Exclude<EngineEvent, { type: 'log' | 'stats' }>
type EngineState = Extract<EngineEvent, { type: 'state' }>['state']

/** Turns what the engine reports about a tunnel into the state that is shown, and into the timeline. */
export function applyEngineEvent(attempt: Attempt, event: TunnelEvent, context: Context): void {
  const { store } = context
  const { tunnel } = store.get()
  switch (event.type) {
    case 'state':
      applyState(attempt, event.state, context)
      return
    case 'rung-start':
      if (tunnel.state === 'connecting') store.update({ tunnel: { ...tunnel, rung: event.rung } })
      return
    case 'ladder':
      attempt.ladder = [...attempt.ladder, event.report]
      if (tunnel.state === 'connecting') store.update({ tunnel: { ...tunnel, ladder: attempt.ladder } })
      return
    case 'identity-accepted':
    case 'identity-refused':
      attempt.certificate = event.certificate
      return
    case 'password-changed':
      takeNewPassword(attempt)
      return
    case 'zero-key':
      attempt.zeroKey = event.works
      return
    case 'facts':
      if (tunnel.state === 'connected') store.update({ tunnel: { ...tunnel, facts: event.facts } })
      return
    case 'silent':
      applySilence(attempt, event.seconds, context)
      return
    default:
      unreachable(event)
  }
}

/** The old one is worth nothing any more. */
function takeNewPassword(attempt: Attempt): void {
  const { newPassword, ...rest } = attempt.credentials
  if (newPassword !== undefined) attempt.credentials = { ...rest, password: newPassword }
}

function applyState(attempt: Attempt, state: EngineState, context: Context): void {
  const { store, activity, now } = context
  const { profileId } = attempt
  switch (state.state) {
    case 'connecting':
      attempt.ladder = []
      store.update({
        tunnel: {
          state: 'connecting',
          profileId,
          since: attempt.lostAt ?? attempt.since,
          attempt: state.attempt,
          ladder: [],
        },
      })
      return
    case 'connected': {
      const { state: _, ...facts } = state
      const lostAt = attempt.lostAt
      attempt.connectedSince ??= now
      attempt.lostAt = undefined
      store.update({
        tunnel: {
          state: 'connected',
          profileId,
          since: attempt.connectedSince,
          facts,
          ladder: attempt.ladder,
        },
      })
      activity.add(
        profileId,
        lostAt === undefined
          ? { what: 'connected', afterMs: now - attempt.since }
          : { what: 'reconnected', afterMs: now - lostAt },
      )
      return
    }
    case 'reconnecting': {
      const { failure, retryInMs } = state
      if (attempt.lostAt === undefined) activity.add(profileId, { what: 'lost', failure })
      attempt.lostAt ??= now
      const tunnel = {
        state: 'reconnecting',
        profileId,
        attempt: state.attempt + 1,
        retryAt: now + retryInMs,
        failure,
      } as const
      store.update({ tunnel })
      return
    }
    case 'waiting-for-network':
      if (store.get().tunnel.state !== 'waiting-for-network') activity.add(profileId, { what: 'offline' })
      if (attempt.connectedSince !== undefined) attempt.lostAt ??= now
      store.update({ tunnel: { state: 'waiting-for-network', profileId } })
      return
    case 'captive-portal':
      showPortal(attempt, state, context)
      return
    case 'blocked':
      attempt.blocked = true
      return
    case 'disconnected':
    case 'disconnecting':
    case 'failed':
      // The end of the run tells more, and comes when the network is as before.
      return
    default:
      unreachable(state)
  }
}

function showPortal(
  { profileId }: Attempt,
  { url, openFor }: EngineState & { state: 'captive-portal' },
  { store, activity, now }: Context,
): void {
  const { tunnel } = store.get()
  const before = tunnel.state === 'captive-portal' ? tunnel : undefined
  if (before === undefined) activity.add(profileId, { what: 'captive-portal' })
  if (openFor !== undefined && before !== undefined && before.openUntil === undefined)
    activity.add(profileId, { what: 'portal-opened', seconds: openFor })
  store.update({
    tunnel: {
      state: 'captive-portal',
      profileId,
      ...(url !== undefined && { url }),
      ...(openFor !== undefined && { openUntil: now + openFor * 1000 }),
    },
  })
}

function applySilence(
  attempt: Attempt,
  seconds: number | undefined,
  { store, activity, now }: Context,
): void {
  const { tunnel } = store.get()
  if (tunnel.state !== 'connected') return
  const { silentSince, ...answering } = tunnel
  if (seconds !== undefined) {
    store.update({ tunnel: { ...tunnel, silentSince: now - seconds * 1000 } })
    activity.add(attempt.profileId, { what: 'silent' })
    return
  }
  store.update({ tunnel: answering })
  activity.add(attempt.profileId, { what: 'answers-again', afterMs: now - (silentSince ?? now) })
}
