import { randomUUID } from 'node:crypto'
import type { Traffic, TrustDecision } from '../../src-shared/app-state.ts'
import type { Credentials } from '../../src-shared/credentials.ts'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import type { CredentialAnswer } from '../../src-shared/ipc-contract.ts'
import type { EngineEvent, EngineMessage } from '../engine/messages.ts'
import { ActivityLog } from './tunnel/activity-log.ts'
import { type Attempt, newAttempt } from './tunnel/attempt.ts'
import { applyEngineEvent } from './tunnel/engine-events.ts'
import type { TunnelControllerParts } from './tunnel/parts.ts'
import { keepWhatWorked } from './tunnel/passwords.ts'
import { answered, hintsFor, type Question, secretsIn, signInFor } from './tunnel/sign-in.ts'
import { questionAfter } from './tunnel/sign-in-again.ts'
import { TrafficMeter, type TrafficNews } from './tunnel/traffic-meter.ts'
import { failureOf, tellTrouble } from './tunnel/trouble.ts'
import { explained, profileTrusting, trustQuestion } from './tunnel/trust.ts'
import { applyTrust } from './tunnel/trust-decision.ts'

/**
 * The one connection of the program: what the user wants, what he is asked, and what the engine reports become the one
 * `AppTunnelState`. At most one tunnel is up or on its way.
 */
export class TunnelController {
  readonly #parts: TunnelControllerParts
  readonly #clock: () => number
  readonly #activity: ActivityLog
  readonly #meter = new TrafficMeter()
  #runs = 0
  #attempt: Attempt | undefined
  /** The engine has a tunnel, or works on its end. */
  #engineBusy = false
  /** The connection that is wanted as soon as the current one is over. */
  #next: string | undefined
  #endedBy: 'user' | 'quit' | undefined
  #over = Promise.withResolvers<void>()

  constructor(parts: TunnelControllerParts) {
    this.#parts = parts
    this.#clock = parts.clock ?? (() => Date.now())
    this.#activity = new ActivityLog(parts.store, this.#clock)
    parts.engine.listen({
      onMessage: (message) => this.#handleMessage(message),
      onCrash: (detail) => this.#handleCrash(detail),
    })
  }

  /** Connects, asking first for what is missing. Another connection is ended before. Rejects with `profile-not-found`. */
  async connect(profileId: string): Promise<void> {
    const entry = this.#parts.library.find(profileId)
    if (entry === undefined) throw new FailureError({ code: 'profile-not-found', name: profileId })
    if (this.#engineBusy) {
      if (this.#attempt?.profileId === profileId && this.#endedBy === undefined) return
      this.#next = profileId
      this.#endEngine('user')
      return
    }
    const attempt = newAttempt(profileId, this.#clock())
    this.#attempt = attempt
    this.#showConnecting(attempt)
    const signIn = await signInFor(entry, this.#parts).catch((cause: unknown) => {
      if (this.#attempt === attempt) this.#fail(attempt, failureOf(cause))
    })
    if (signIn === undefined) return
    // Meanwhile the user may have changed his mind.
    if (this.#attempt !== attempt || this.#endedBy !== undefined) return
    attempt.credentials = signIn.known
    if (signIn.question === undefined) this.#dial(attempt, signIn.known)
    else this.#ask(attempt, signIn.question)
  }

  /** Resolves when the network is as before. In every state, and as often as one likes. */
  async disconnect(by: 'user' | 'quit'): Promise<void> {
    this.#next = undefined
    if (!this.#engineBusy) {
      this.#finish()
      return
    }
    this.#endEngine(by)
    await this.#over.promise
  }

  /** Ends a pause before the next attempt. */
  retryNow(): void {
    if (this.#isUp()) this.#parts.engine.send({ type: 'retry-now' })
  }

  /** Lets the user reach the page that he has to sign in on, for a while. */
  openSignInPage(): void {
    const { tunnel } = this.#parts.store.get()
    if (this.#isUp() && tunnel.state === 'captive-portal') this.#parts.engine.send({ type: 'open-portal' })
  }

  /** Begins the connection anew: one that is silent, or one that failed. */
  async reconnect(): Promise<void> {
    const { tunnel } = this.#parts.store.get()
    if (this.#isUp()) this.#parts.engine.send({ type: 'restart-session' })
    else if (!this.#engineBusy && 'profileId' in tunnel) await this.connect(tunnel.profileId)
  }

  /** Late answers, to a question that is no longer asked, change nothing. */
  submitCredentials(answer: CredentialAnswer): void {
    const { tunnel } = this.#parts.store.get()
    const attempt = this.#attempt
    if (tunnel.state !== 'needs-credentials' || tunnel.request.id !== answer.requestId) return
    if (attempt === undefined) return
    attempt.remember = answer.remember && tunnel.request.canRemember
    this.#dial(attempt, answered(attempt.credentials, answer))
  }

  async decideTrust(
    { requestId, decision }: { requestId: string; decision: TrustDecision },
    chooseCaFile: () => Promise<string | undefined>,
  ): Promise<void> {
    const { tunnel } = this.#parts.store.get()
    const attempt = this.#attempt
    if (tunnel.state !== 'needs-trust' || tunnel.request.id !== requestId || attempt === undefined) return
    const outcome = await applyTrust(attempt, tunnel.request, decision, { ...this.#parts, chooseCaFile })
    if (this.#attempt !== attempt || this.#engineBusy) return
    if (outcome === 'refused') this.#finish()
    if (outcome === 'dial') this.#dial(attempt, attempt.credentials)
  }

  /** Puts a failure or a question away. */
  dismiss(): void {
    if (!this.#engineBusy) this.#finish()
  }

  /** The internet was opened; a state that says it is closed is put away. */
  unblock(): void {
    const { tunnel } = this.#parts.store.get()
    if (tunnel.state !== 'blocked') return
    this.#activity.add(tunnel.profileId, { what: 'unblocked' })
    this.dismiss()
  }

  /** The computer woke up, or its user came back: the engine looks whether the connection is still there. */
  handleResume(): void {
    if (!this.#isUp() || this.#attempt === undefined) return
    this.#activity.add(this.#attempt.profileId, { what: 'woke-up' })
    this.#parts.engine.send({ type: 'hint', about: 'woke-up' })
  }

  /** The engine watches the network itself; this is one more reason to look. */
  handleOnline(): void {
    if (this.#isUp()) this.#parts.engine.send({ type: 'hint', about: 'network-changed' })
  }

  traffic(): Traffic {
    return this.#meter.traffic()
  }

  /** Called once a second while a tunnel is up. Returns what ends the subscription. */
  onSample(listener: (news: TrafficNews) => void): () => void {
    return this.#meter.subscribe(listener)
  }

  /** Ends the engine; the network is put back. */
  async close(): Promise<void> {
    await this.#parts.engine.close()
  }

  #dial(attempt: Attempt, credentials: Credentials): void {
    const entry = this.#parts.library.find(attempt.profileId)
    if (entry === undefined) {
      this.#finish()
      return
    }
    // Before they go anywhere: whoever logs them from now on logs nothing.
    for (const secret of secretsIn(credentials)) this.#parts.log.addSecret(secret)
    attempt.credentials = credentials
    attempt.run = ++this.#runs
    this.#engineBusy = true
    this.#endedBy = undefined
    this.#over = Promise.withResolvers()
    this.#meter.reset()
    this.#showConnecting(attempt)
    this.#parts.engine.send({
      type: 'connect',
      run: attempt.run,
      profile: profileTrusting(entry.profile, attempt.trustedOnce),
      credentials,
      ...hintsFor(entry, this.#parts.library),
    })
  }

  #handleMessage(message: EngineMessage): void {
    const attempt = this.#attempt
    if (message.type === 'ready' || attempt === undefined || message.run !== attempt.run) return
    if (message.type === 'event') this.#handleEvent(attempt, message.event)
    else this.#handleEnded(attempt, explained(message.failure, attempt, this.#parts.library))
  }

  #handleEvent(attempt: Attempt, event: EngineEvent): void {
    if (event.type === 'log') this.#parts.log.write(event.level, 'engine', event.text)
    else if (event.type === 'stats') {
      this.#meter.add(event.stats, this.#clock())
    } else if (this.#endedBy === undefined) {
      const first = attempt.connectedSince === undefined
      applyEngineEvent(attempt, event, {
        ...this.#parts,
        activity: this.#activity,
        now: this.#clock(),
      })
      if (first && attempt.connectedSince !== undefined)
        keepWhatWorked(attempt, this.#parts, this.#clock()).catch((cause) => this.#tellTrouble(cause))
    }
  }

  #handleEnded(attempt: Attempt, failure: Failure | undefined): void {
    this.#engineBusy = false
    const [next, by] = [this.#next, this.#endedBy]
    this.#next = undefined
    this.#over.resolve()
    if (failure === undefined || by !== undefined) {
      this.#activity.add(
        attempt.profileId,
        attempt.connectedSince ? { what: 'disconnected', by: by ?? 'user' } : { what: 'cancelled' },
      )
      this.#finish()
      if (next !== undefined) this.connect(next).catch((cause) => this.#tellTrouble(cause))
      return
    }
    this.#parts.log.write('warn', 'app', `the connection ended: ${failure.code}`)
    const question = questionAfter(failure, attempt, this.#parts)
    if (question === undefined) this.#fail(attempt, failure)
    else {
      if (question.reason === 'refused') attempt.refusals += 1
      this.#activity.add(attempt.profileId, { what: 'failed', failure: question.failure })
      this.#ask(attempt, question)
    }
  }

  #fail(attempt: Attempt, failure: Failure): void {
    const { profileId, ladder } = attempt
    if (failure.code !== 'engine-crashed') this.#activity.add(profileId, { what: 'failed', failure })
    const request = trustQuestion(attempt, failure, this.#parts.library)
    if (request !== undefined) {
      this.#parts.store.update({ tunnel: { state: 'needs-trust', profileId, request } })
      return
    }
    this.#attempt = undefined
    const isLeftBlocked = attempt.blocked === true && attempt.connectedSince !== undefined
    if (isLeftBlocked) this.#activity.add(profileId, { what: 'blocked' })
    const failed = { state: 'failed', profileId, failure, ladder } as const
    this.#parts.store.update({ tunnel: isLeftBlocked ? { state: 'blocked', profileId, failure } : failed })
  }

  #ask(attempt: Attempt, request: Question): void {
    const { profileId, refusals } = attempt
    this.#parts.store.update({
      tunnel: {
        state: 'needs-credentials',
        profileId,
        request: { id: randomUUID(), attempts: refusals, ...request },
      },
    })
  }

  #handleCrash(detail: string): void {
    const attempt = this.#attempt
    this.#parts.log.write('error', 'engine', detail)
    if (!this.#engineBusy || attempt === undefined) return
    this.#activity.add(attempt.profileId, { what: 'engine-crashed' })
    // Whoever was ending the connection has what he wanted: the helper has put the network back.
    this.#handleEnded(attempt, { code: 'engine-crashed', detail })
  }

  #endEngine(by: 'user' | 'quit'): void {
    this.#endedBy ??= by
    this.#showDisconnecting()
    this.#parts.engine.send({ type: 'disconnect' })
  }

  /** The engine has a tunnel that nobody has ended. */
  #isUp(): boolean {
    return this.#engineBusy && this.#endedBy === undefined
  }

  #showConnecting({ profileId, since }: Attempt): void {
    this.#parts.store.update({ tunnel: { state: 'connecting', profileId, since, attempt: 1, ladder: [] } })
  }

  #showDisconnecting(): void {
    const profileId = this.#attempt?.profileId
    if (profileId !== undefined) this.#parts.store.update({ tunnel: { state: 'disconnecting', profileId } })
  }

  #finish(): void {
    this.#attempt = undefined
    this.#endedBy = undefined
    if (this.#parts.store.get().tunnel.state !== 'disconnected') {
      this.#parts.store.update({ tunnel: { state: 'disconnected' } })
    }
  }

  /** What goes wrong beside the connection is a notice, and no end of it. */
  #tellTrouble(cause: unknown): void {
    tellTrouble(cause, this.#parts)
  }
}
