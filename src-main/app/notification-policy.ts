import type { AppState, AppTunnelState } from '../../src-shared/app-state.ts'
import type { Failure } from '../../src-shared/failure.ts'
import { type Notification, type NotificationCategory, words } from './notification-words.ts'

/** A connection that is back within this time was never missed. */
export const UNRECOVERED_MS = 3000

/** A connection that is lost again and again is reported this often at most. */
export const LOSS_INTERVAL_MS = 30_000

/** What the policy has to remember between two looks at the state. */
export interface NotificationMemory {
  /** A connection that was up and is not, and not because the user wished so. */
  lost?: { profileId: string; since: number; failure?: Failure }
  /** The state that the shown notification of a loss speaks of; absent while none was shown for this loss. */
  toldAs?: AppTunnelState['state']
  lastLossTold?: number
  /** The question that was announced, or was seen to come up. */
  question?: string
  /** A block that nobody here has caused was told, or seen. */
  blockKnown?: boolean
}

export interface NotificationStep {
  memory: NotificationMemory
  /** To be shown in place of an earlier one of the same category. */
  show?: Notification
  /** Have become untrue. */
  withdraw: readonly NotificationCategory[]
  /** When to look again although the state has not changed. */
  lookAgainAt?: number
}

interface Circumstances {
  windowVisible: boolean
  now: number
}

/**
 * Decides after each change of the state, and when `lookAgainAt` comes, whether the desktop should say something. Pure.
 * Only what the user cannot know is worth it: a loss that lasts, the way back after it was told, and a question that
 * nobody sees. What he starts or ends himself is answered by window and icon.
 */
export function notificationStep(
  before: NotificationMemory,
  previous: AppTunnelState,
  state: AppState,
  { windowVisible, now }: Circumstances,
): NotificationStep {
  const question = questionStep(before, state, windowVisible)
  const loss = lossStep({ ...before, ...lossOf(before, previous, state.tunnel, now) }, state, now)
  const block = blockStep(before, state, windowVisible)
  const step: NotificationStep = {
    ...loss,
    memory: { ...loss.memory, question: question.id, blockKnown: block.known },
    withdraw: [
      ...loss.withdraw,
      ...(question.withdraw ? (['question'] as const) : []),
      ...(block.withdraw ? (['connection'] as const) : []),
    ],
  }
  const show = question.show ?? loss.show ?? block.show
  return { ...step, show: state.settings.notifications ? show : undefined }
}

/** Notes a loss when it happens, and forgets it when the user ends or changes the connection. */
function lossOf(
  { lost }: NotificationMemory,
  previous: AppTunnelState,
  tunnel: AppTunnelState,
  now: number,
): Pick<NotificationMemory, 'lost'> {
  if (tunnel.state === 'disconnected' || tunnel.state === 'disconnecting') return { lost: undefined }
  if (lost !== undefined && lost.profileId !== tunnel.profileId) return { lost: undefined }
  const isLoss =
    previous.state === 'connected' &&
    tunnel.state !== 'connected' &&
    // Connecting at once, without a pause or a reason, is what "Reconnect" of the user does.
    tunnel.state !== 'connecting' &&
    tunnel.profileId === previous.profileId
  if (lost === undefined && !isLoss) return { lost: undefined }
  const known = tunnel.state === 'reconnecting' ? { failure: tunnel.failure } : {}
  return { lost: { profileId: tunnel.profileId, since: now, ...lost, ...known } }
}

function lossStep(memory: NotificationMemory, state: AppState, now: number): NotificationStep {
  const { tunnel } = state
  const { lost, toldAs, lastLossTold } = memory
  if (lost === undefined) {
    return { memory: { ...memory, toldAs: undefined }, withdraw: toldAs === undefined ? [] : ['connection'] }
  }
  if (tunnel.state === 'connected') {
    const recovered = { ...memory, lost: undefined, toldAs: undefined }
    if (toldAs === undefined) return { memory: recovered, withdraw: [] }
    return { memory: recovered, withdraw: [], show: words.back(state, lost.profileId) }
  }
  const news = words.loss(state, lost.failure)
  if (news === undefined || tunnel.state === toldAs) return { memory, withdraw: [] }
  const due = Math.max(
    lost.since + UNRECOVERED_MS,
    // Words about the same loss may follow at once; they replace the earlier ones.
    toldAs === undefined ? (lastLossTold ?? Number.NEGATIVE_INFINITY) + LOSS_INTERVAL_MS : 0,
  )
  if (now < due) return { memory, withdraw: [], lookAgainAt: due }
  if (toldAs !== undefined && !isWorthAnother(tunnel)) return { memory, withdraw: [] }
  return { memory: { ...memory, toldAs: tunnel.state, lastLossTold: now }, withdraw: [], show: news }
}

/** After "Reconnecting…" only what ends that, or needs the user, is news. */
function isWorthAnother({ state }: AppTunnelState): boolean {
  return state === 'failed' || state === 'blocked' || state === 'captive-portal'
}

function questionStep(
  { question }: NotificationMemory,
  state: AppState,
  windowVisible: boolean,
): { id?: string; show?: Notification; withdraw: boolean } {
  const asked = state.tunnel
  if (asked.state !== 'needs-credentials' && asked.state !== 'needs-trust')
    return { withdraw: question !== undefined }
  const { id } = asked.request
  if (windowVisible) return { id, withdraw: question === id }
  return { id, withdraw: false, show: question === id ? undefined : words.question(state) }
}

/** A block that was left by a crash, or by another program of ours, has no connection here whose loss would tell of it. */
function blockStep(
  { blockKnown = false }: NotificationMemory,
  state: AppState,
  windowVisible: boolean,
): { known: boolean; show?: Notification; withdraw: boolean } {
  const { block, tunnel } = state
  const stands = block === 'crash' || block === 'connection-lost'
  if (!stands || tunnel.state !== 'disconnected')
    return { known: stands && blockKnown, withdraw: !stands && blockKnown }
  return { known: true, withdraw: false, ...(!blockKnown && !windowVisible && { show: words.block(state) }) }
}
