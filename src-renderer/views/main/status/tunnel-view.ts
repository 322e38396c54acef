import type { AppTunnelState, BlockReason, HostFacts } from '../../../../src-shared/app-state.ts'
import { isLeftBlocked } from '../../../../src-shared/block.ts'
import { describeFailure } from '../../../../src-shared/failure-words.ts'
import type { Texts } from '../../../../src-shared/i18n/texts.ts'
import { RUNGS } from '../../../../src-shared/ladder.ts'
import type { Language } from '../../../../src-shared/settings.ts'
import { unreachable } from '../../../../src-shared/unreachable.ts'
import { clockText, durationText } from '../../../i18n/formats.ts'

/** Colours by meaning; red only for what failed or exposes. */
export type Tone = 'neutral' | 'progress' | 'attention' | 'ok' | 'blocked' | 'danger'

/** The silhouette of the status icon: each state has one of its own, so that it is told apart without colour. */
export type Shape =
  | 'plug'
  | 'outline'
  | 'half-dots'
  | 'half-arrow'
  | 'half'
  | 'exclamation'
  | 'tick'
  | 'question'
  | 'cloud'
  | 'bar'
  | 'cross'

/** What a button of the main view does. */
export type TunnelAction =
  | 'connect'
  | 'disconnect'
  | 'reconnect'
  | 'retry-now'
  | 'answer'
  | 'unblock'
  | 'sign-in-page'
  | 'install-helper'
  | 'install-help'
  | 'recheck-host'
  | 'read-more'

export interface TunnelButton {
  label: string
  action: TunnelAction
  /** What it asks for is being done. It keeps the focus, as a disabled button would not. */
  pending?: boolean
  /** Drawn as the filled button; Disconnect is a quiet outline. */
  filled: boolean
}

/** A state as it is shown: word, line, icon and buttons. */
export interface TunnelView {
  name: keyof Texts['states']['word']
  word: string
  line: string
  tone: Tone
  shape: Shape
  primary: TunnelButton
  secondary?: TunnelButton
}

/** Longer than this, connecting is called slow. */
export const SLOW_MS = 8000

export interface ViewContext {
  now: number
  host: HostFacts
  /** Why nothing leaves this computer beside the tunnel. */
  block: BlockReason | null
  texts: Texts
  language: Language
  /** The name of another connection that holds the tunnel. */
  inUse?: string | undefined
}

type Face = Omit<TunnelView, 'word'>

/** What the main view shows for a state; pure, so that a table can test all of them. */
export function tunnelView(tunnel: AppTunnelState, context: ViewContext): TunnelView {
  const face = faceOf(tunnel, context)
  return { ...face, word: context.texts.states.word[face.name] }
}

function faceOf(tunnel: AppTunnelState, context: ViewContext): Face {
  const { states } = context.texts
  const { line, action } = states
  switch (tunnel.state) {
    case 'disconnected':
      return idleFace(context)
    case 'connecting':
      return {
        name: 'connecting',
        line: connectingLine(tunnel, context),
        tone: 'progress',
        shape: 'half-dots',
        primary: quiet(action.cancel, 'disconnect'),
      }
    case 'needs-credentials':
      return {
        name: 'needs-credentials',
        line: states.credentials[tunnel.request.reason],
        tone: 'attention',
        shape: 'exclamation',
        primary: filled(action.enterPassword, 'answer'),
        secondary: quiet(action.cancel, 'disconnect'),
      }
    case 'needs-trust':
      return {
        name: 'needs-trust',
        line: describeFailure(tunnel.request.failure, context.language).title,
        tone: 'attention',
        shape: 'exclamation',
        primary: filled(action.checkIdentity, 'answer'),
        secondary: quiet(action.cancel, 'disconnect'),
      }
    case 'connected':
      return tunnel.silentSince === undefined
        ? {
            name: 'connected',
            line: line.connected(clockText(tunnel.since, context.language), elapsed(tunnel.since, context)),
            tone: 'ok',
            shape: 'tick',
            primary: quiet(action.disconnect, 'disconnect'),
          }
        : {
            name: 'silent',
            line: line.silent(elapsed(tunnel.silentSince, context)),
            tone: 'progress',
            shape: 'question',
            primary: filled(action.reconnect, 'reconnect'),
            secondary: quiet(action.disconnect, 'disconnect'),
          }
    case 'reconnecting':
      return {
        name: 'reconnecting',
        line: reconnectingLine(tunnel, context),
        tone: 'progress',
        shape: 'half-arrow',
        primary: filled(action.retryNow, 'retry-now'),
        secondary: quiet(action.stop, 'disconnect'),
      }
    case 'waiting-for-network':
      return {
        name: 'waiting-for-network',
        line: line.waiting,
        tone: 'neutral',
        shape: 'cloud',
        primary: quiet(action.stopWaiting, 'disconnect'),
      }
    case 'captive-portal':
      return {
        name: 'captive-portal',
        line: portalLine(tunnel, context),
        tone: 'attention',
        shape: 'exclamation',
        primary: filled(action.openSignInPage, 'sign-in-page'),
        secondary: quiet(action.stop, 'disconnect'),
      }
    case 'blocked':
      return {
        name: 'blocked',
        line: line.blocked,
        tone: 'blocked',
        shape: 'bar',
        primary: filled(action.reconnect, 'connect'),
        secondary: quiet(action.unblock, 'unblock'),
      }
    case 'disconnecting':
      return {
        name: 'disconnecting',
        line: line.disconnecting,
        tone: 'neutral',
        shape: 'half',
        primary: { ...quiet(action.disconnect, 'disconnect'), pending: true },
      }
    case 'failed':
      return tunnel.failure.code === 'helper-missing' ? helperFace(context) : failedFace(tunnel, context)
    default:
      return unreachable(tunnel)
  }
}

function idleFace(context: ViewContext): Face {
  const { host, inUse, block, texts } = context
  const { line, action } = texts.states
  if (inUse === undefined && isLeftBlocked(block))
    return {
      name: 'blocked',
      line: line.blockedBy[block],
      tone: 'blocked',
      shape: 'bar',
      primary: filled(action.connect, 'connect'),
      secondary: quiet(action.unblock, 'unblock'),
    }
  if (host.helper === 'missing' || host.helper === 'outdated') return helperFace(context)
  if (host.helper === 'not-for-this-system')
    return {
      name: 'not-for-this-system',
      line: line.notForThisSystem,
      tone: 'neutral',
      shape: 'plug',
      primary: quiet(action.readMore, 'read-more'),
    }
  return {
    name: 'disconnected',
    line: inUse === undefined ? line.disconnected : line.otherConnection(inUse),
    tone: 'neutral',
    shape: 'outline',
    primary: filled(action.connect, 'connect'),
  }
}

function helperFace({ texts, host }: ViewContext): Face {
  const { line, action } = texts.states
  const outdated = host.helper === 'outdated'
  return {
    name: outdated ? 'helper-outdated' : 'helper-missing',
    line: outdated ? line.helperOutdated : line.helperMissing,
    tone: 'danger',
    shape: 'plug',
    primary: host.helperInstallable
      ? filled(action.installHelper, 'install-helper')
      : filled(action.howToInstall, 'install-help'),
    secondary: quiet(action.lookAgain, 'recheck-host'),
  }
}

function failedFace(tunnel: Extract<AppTunnelState, { state: 'failed' }>, context: ViewContext): Face {
  const { action } = context.texts.states
  return {
    name: 'failed',
    line: describeFailure(tunnel.failure, context.language).title,
    tone: 'danger',
    shape: 'cross',
    primary: filled(action.tryAgain, 'connect'),
    ...(context.block !== null && { secondary: quiet(action.unblock, 'unblock') }),
  }
}

function connectingLine(tunnel: Extract<AppTunnelState, { state: 'connecting' }>, context: ViewContext) {
  const { line, doing } = context.texts.states
  const step =
    tunnel.rung === undefined
      ? line.preparing
      : line.step(doing[tunnel.rung], RUNGS.indexOf(tunnel.rung) + 1, RUNGS.length)
  return tunnel.attempt > 1 ? `${line.attempt(tunnel.attempt)} · ${step}` : step
}

function portalLine(tunnel: Extract<AppTunnelState, { state: 'captive-portal' }>, context: ViewContext) {
  const { line } = context.texts.states
  const left = (tunnel.openUntil ?? 0) - context.now
  return left > 0 ? line.portalOpen(countdownText(left, context)) : line.captivePortal
}

function reconnectingLine(tunnel: Extract<AppTunnelState, { state: 'reconnecting' }>, context: ViewContext) {
  const { line } = context.texts.states
  const left = tunnel.retryAt - context.now
  if (left <= 0) return line.retryNow(tunnel.attempt)
  return line.retryIn(tunnel.attempt, countdownText(left, context))
}

/** Rounded up, so that "in 0 s" is never promised. */
function countdownText(left: number, { language }: ViewContext): string {
  return durationText(Math.ceil(left / 1000) * 1000, language)
}

function elapsed(since: number, { now, language }: ViewContext): string {
  return durationText(now - since, language)
}

const filled = (label: string, action: TunnelAction): TunnelButton => ({ label, action, filled: true })
const quiet = (label: string, action: TunnelAction): TunnelButton => ({ label, action, filled: false })

/** The tunnel's state as far as it is about this connection. */
export function tunnelOf(profileId: string, tunnel: AppTunnelState): AppTunnelState {
  return tunnel.state !== 'disconnected' && tunnel.profileId === profileId
    ? tunnel
    : { state: 'disconnected' }
}

/** Whether the state stands for a connection that is up, coming up or going down, and not for its end. */
export function isInUse(tunnel: AppTunnelState): boolean {
  return tunnel.state !== 'disconnected' && tunnel.state !== 'failed'
}
