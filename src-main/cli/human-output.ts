import type { DoctorReport } from '../../src-shared/cli-events.ts'
import type { Failure } from '../../src-shared/failure.ts'
import { printable } from '../../src-shared/failure-words/printable.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { formatBytes, formatDuration, formatNumber, formatRate } from '../../src-shared/format.ts'
import { type Texts, textsFor } from '../../src-shared/i18n/texts.ts'
import type { RungReport } from '../../src-shared/ladder.ts'
import type { RouteNote } from '../../src-shared/route-preview.ts'
import { routeNoteWords } from '../../src-shared/route-words.ts'
import type { Language } from '../../src-shared/settings.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import type { ConnectionFacts, TunnelState } from '../../src-shared/tunnel-state.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { EngineEvent } from '../engine/messages.ts'
import { reportLines } from './doctor-report.ts'
import { factLines, routeLines } from './fact-lines.ts'
import { fold } from './fold.ts'
import type { Output } from './output.ts'
import { styled, type Terminal } from './terminal.ts'

/** Columns of a finished step beside its name: mark, time, and blanks between them. */
const RUNG_COLUMNS = 15

/** Without a person watching, a line about the traffic this often is enough. */
const PLAIN_STATS_INTERVAL_MS = 60_000

/** Prints what happens for a person: the ladder, the facts, then one live line of rates. */
export class HumanOutput implements Output {
  readonly #out: Terminal
  readonly #err: Terminal
  readonly #verbose: boolean
  readonly #language: Language
  readonly #words: Texts['cli']
  #connected = false
  #facts: ConnectionFacts | undefined
  #connectedAt: number | undefined
  #last: TunnelStats | undefined
  #lastPrintedAt = 0
  #liveLine = false
  #portal: string | undefined

  constructor(out: Terminal, err: Terminal, options: { verbose: boolean; language?: Language }) {
    this.#out = out
    this.#err = err
    this.#verbose = options.verbose
    this.#language = options.language ?? 'en'
    this.#words = textsFor(this.#language).cli
  }

  handle(received: EngineEvent): void {
    // Names in certificates and texts of servers are among it, and must not drive the terminal.
    const event = printable(received)
    switch (event.type) {
      case 'state':
        this.#handleState(event.state)
        return
      case 'rung-start':
        if (this.#out.columns !== undefined) this.#showLive(`  … ${this.#words.rung[event.rung]}`)
        return
      case 'ladder':
        this.#line(this.#rungLine(event.report))
        return
      case 'stats':
        this.#handleStats(event.stats)
        return
      case 'facts':
        this.#handleFacts(event.facts)
        return
      case 'log':
        if (this.#verbose || event.level === 'warn' || event.level === 'error') {
          this.#clearLive()
          const start = `  ${event.level}: `
          const text = fold(event.text, this.#err.columns, start.length)
          this.#err.write(`${styled(this.#err, 'dim', `${start}${text}`)}\n`)
        }
        return
      case 'identity-refused':
      case 'identity-accepted':
      case 'zero-key':
        // The failure and the facts that follow say it, and the log.
        return
      case 'password-changed':
        this.#line(this.#words.passwordChanged)
        return
      case 'silent':
        this.#line(event.seconds === undefined ? this.#words.answersAgain : this.#words.silent(event.seconds))
        return
      default:
        unreachable(event)
    }
  }

  note(text: string): void {
    this.#line(fold(text, this.#out.columns, 0))
  }

  warn(text: string): void {
    this.#clearLive()
    const start = this.#words.warning
    const folded = fold(text, this.#err.columns, start.length)
    this.#err.write(`${styled(this.#err, 'yellow', `${start}${folded}`)}\n`)
  }

  report(report: DoctorReport): void {
    for (const line of reportLines(printable(report), this.#out.columns, this.#language)) this.#line(line)
  }

  preview(notes: readonly RouteNote[]): void {
    for (const note of printable(notes)) {
      const text = routeNoteWords(note, this.#language)
      if (note.about === 'clash') this.warn(text)
      else this.#line(`• ${fold(text, this.#out.columns, 2)}`)
    }
  }

  fail(failure: Failure): void {
    const { title, cause, remedy, code } = describeFailure(failure, this.#language)
    this.#clearLive()
    const folded = (text: string) => fold(text, this.#err.columns, 2)
    const lines = [
      styled(this.#err, 'red', `✗ ${folded(title)}`),
      `  ${folded(cause)}`,
      `  ${folded(remedy)}`,
    ]
    this.#err.write(`${lines.join('\n')}\n  ${styled(this.#err, 'dim', `(${code})`)}\n`)
  }

  #handleState(state: TunnelState): void {
    this.#connected = state.state === 'connected'
    switch (state.state) {
      case 'connecting':
        if (state.attempt > 1) this.#line(this.#words.attempt(state.attempt))
        return
      case 'connected':
        this.#connectedAt = undefined
        this.#portal = undefined
        this.#last = undefined
        this.#line(styled(this.#out, 'green', this.#words.connected))
        for (const line of factLines(state, this.#out.columns, this.#language)) this.#line(line)
        this.#facts = state
        this.#line(this.#words.howToDisconnect)
        return
      case 'reconnecting':
        this.fail(state.failure)
        this.#line(this.#words.tryingAgain(Math.max(1, Math.round(state.retryInMs / 1000))))
        return
      case 'waiting-for-network':
        this.#line(this.#words.waitingForNetwork)
        return
      case 'captive-portal':
        this.#showPortal(state)
        return
      case 'blocked':
        // The command prints the failure when it has ended, and what is left is this.
        this.warn(this.#words.blocked)
        return
      case 'disconnecting':
        this.#line(this.#words.disconnecting)
        return
      case 'disconnected':
        this.#line(this.#words.disconnected)
        return
      case 'failed':
        // The command prints the failure when it has ended.
        return
      default:
        unreachable(state)
    }
  }

  /** Told once, and again when it changes: the page is looked for every few seconds. */
  #showPortal(state: TunnelState & { state: 'captive-portal' }): void {
    const { signInFirst, portalOpen } = this.#words
    const text = state.openFor === undefined ? signInFirst(state.url ?? '', process.pid) : portalOpen
    if (this.#portal === text) return
    this.#portal = text
    this.note(text)
  }

  #rungLine({ rung, ok, ms, detail }: RungReport): string {
    const mark = ok ? styled(this.#out, 'green', '✓') : styled(this.#out, 'red', '✗')
    const time = `${formatNumber(ms, ms < 10 ? 1 : 0, this.#language)} ms`
    const names = this.#words.rung
    const width = Math.max(...Object.values(names).map(({ length }) => length))
    const fact = detail === undefined ? '' : fold(detail, this.#out.columns, width + RUNG_COLUMNS)
    const line = `  ${mark} ${names[rung].padEnd(width)} ${time.padStart(8)}`
    return fact === '' ? line : `${line}  ${styled(this.#out, 'dim', fact)}`
  }

  /** What is new about a connection that is up; the rest was said before. */
  #handleFacts(facts: ConnectionFacts): void {
    const lines = (of: ConnectionFacts) => [
      ...factLines(of, this.#out.columns, this.#language),
      ...routeLines(of, this.#out.columns, this.#language),
    ]
    const known = this.#facts === undefined ? [] : lines(this.#facts)
    for (const line of lines(facts)) if (!known.includes(line)) this.#line(line)
    this.#facts = facts
  }

  #handleStats(stats: TunnelStats): void {
    // The last ones come while it disconnects, when rates are of no interest any more.
    if (!this.#connected) return
    this.#connectedAt ??= stats.at
    const previous = this.#last
    this.#last = stats
    if (previous === undefined || stats.at <= previous.at) return
    const seconds = (stats.at - previous.at) / 1000
    const down = formatRate((stats.bytesIn - previous.bytesIn) / seconds, this.#language)
    const up = formatRate((stats.bytesOut - previous.bytesOut) / seconds, this.#language)
    const rates = `↓ ${down.padEnd(10)} ↑ ${up.padEnd(10)}`
    const duration = formatDuration(stats.at - this.#connectedAt, this.#language)
    const [received, sent] = [stats.bytesIn, stats.bytesOut].map((bytes) =>
      formatBytes(bytes, this.#language),
    )
    const line = `${rates} ${this.#words.total(received, sent, duration)}`
    if (this.#out.columns !== undefined) {
      this.#showLive(line, `${rates} ${duration}`)
      return
    }
    if (stats.at - this.#lastPrintedAt < PLAIN_STATS_INTERVAL_MS) return
    this.#lastPrintedAt = stats.at
    this.#line(line)
  }

  #line(text: string): void {
    this.#clearLive()
    this.#out.write(`${text}\n`)
  }

  /**
   * Replaces the last line of the terminal, by the shorter text where there is little room; cut so that it never wraps,
   * because a wrapped line cannot be replaced.
   */
  #showLive(text: string, shorter = text): void {
    const room = (this.#out.columns ?? 80) - 1
    this.#out.write(`\r\u001b[K${(text.length <= room ? text : shorter).slice(0, room)}`)
    this.#liveLine = true
  }

  #clearLive(): void {
    if (!this.#liveLine) return
    this.#out.write('\r\u001b[K')
    this.#liveLine = false
  }
}
