import type { DoctorReport } from '../../src-shared/cli-events.ts'
import type { Failure } from '../../src-shared/failure.ts'
import { printable } from '../../src-shared/failure-words/printable.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { formatBytes, formatDuration, formatRate } from '../../src-shared/format.ts'
import type { Rung, RungReport } from '../../src-shared/ladder.ts'
import type { TunnelStats } from '../../src-shared/stats.ts'
import type { ConnectionFacts, TunnelState } from '../../src-shared/tunnel-state.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { EngineEvent } from '../engine/messages.ts'
import { reportLines } from './doctor-report.ts'
import type { Output } from './output.ts'
import { styled, type Terminal } from './terminal.ts'

const RUNG_WORDS: Readonly<Record<Rung, string>> = {
  name: 'Name',
  tcp: 'TCP',
  tls: 'TLS',
  sstp: 'SSTP',
  'sign-in': 'Sign-in',
  address: 'Address',
  routes: 'Routes',
}

/** Without a person watching, a line about the traffic this often is enough. */
const PLAIN_STATS_INTERVAL_MS = 60_000

/** Prints what happens for a person: the ladder, the facts, then one live line of rates. */
export class HumanOutput implements Output {
  readonly #out: Terminal
  readonly #err: Terminal
  readonly #verbose: boolean
  #connectedAt: number | undefined
  #last: TunnelStats | undefined
  #lastPrintedAt = 0
  #liveLine = false

  constructor(out: Terminal, err: Terminal, options: { verbose: boolean }) {
    this.#out = out
    this.#err = err
    this.#verbose = options.verbose
  }

  handle(received: EngineEvent): void {
    // Names in certificates and texts of servers are among it, and must not drive the terminal.
    const event = printable(received)
    switch (event.type) {
      case 'state':
        this.#handleState(event.state)
        return
      case 'rung-start':
        if (this.#out.columns !== undefined) this.#showLive(`  … ${RUNG_WORDS[event.rung]}`)
        return
      case 'ladder':
        this.#line(this.#rungLine(event.report))
        return
      case 'stats':
        this.#handleStats(event.stats)
        return
      case 'log':
        if (this.#verbose || event.level === 'warn' || event.level === 'error') {
          this.#clearLive()
          this.#err.write(`${styled(this.#err, 'dim', `  ${event.level}: ${event.text}`)}\n`)
        }
        return
      default:
        unreachable(event)
    }
  }

  note(text: string): void {
    this.#line(text)
  }

  warn(text: string): void {
    this.#clearLive()
    this.#err.write(`${styled(this.#err, 'yellow', `Warning: ${text}`)}\n`)
  }

  report(report: DoctorReport): void {
    for (const line of reportLines(printable(report))) this.#line(line)
  }

  fail(failure: Failure): void {
    const { title, cause, remedy, code } = describeFailure(failure)
    this.#clearLive()
    const lines = [styled(this.#err, 'red', `✗ ${title}`), `  ${cause}`, `  ${remedy}`]
    this.#err.write(`${lines.join('\n')}\n  ${styled(this.#err, 'dim', `(${code})`)}\n`)
  }

  #handleState(state: TunnelState): void {
    switch (state.state) {
      case 'connecting':
        if (state.attempt > 1) this.#line(`Attempt ${state.attempt}`)
        return
      case 'connected':
        this.#connectedAt = undefined
        this.#last = undefined
        this.#line(styled(this.#out, 'green', 'Connected'))
        for (const line of factLines(state)) this.#line(line)
        this.#line('Ctrl-C disconnects.')
        return
      case 'reconnecting':
        this.fail(state.failure)
        this.#line(`Trying again in ${Math.max(1, Math.round(state.retryInMs / 1000))} s.`)
        return
      case 'disconnecting':
        this.#line('Disconnecting…')
        return
      case 'disconnected':
        this.#line('Disconnected. The network is as it was before.')
        return
      case 'failed':
        // The command prints the failure when it has ended.
        return
      default:
        unreachable(state)
    }
  }

  #rungLine({ rung, ok, ms, detail }: RungReport): string {
    const mark = ok ? styled(this.#out, 'green', '✓') : styled(this.#out, 'red', '✗')
    const time = `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
    const fact = detail === undefined ? '' : `  ${styled(this.#out, 'dim', detail)}`
    return `  ${mark} ${RUNG_WORDS[rung].padEnd(8)}${time.padStart(8)}${fact}`
  }

  #handleStats(stats: TunnelStats): void {
    this.#connectedAt ??= stats.at
    const previous = this.#last
    this.#last = stats
    if (previous === undefined || stats.at <= previous.at) return
    const seconds = (stats.at - previous.at) / 1000
    const down = formatRate((stats.bytesIn - previous.bytesIn) / seconds)
    const up = formatRate((stats.bytesOut - previous.bytesOut) / seconds)
    const total = `${formatBytes(stats.bytesIn)} / ${formatBytes(stats.bytesOut)}`
    const line = `↓ ${down.padEnd(10)} ↑ ${up.padEnd(10)} total ${total}, ${formatDuration(stats.at - this.#connectedAt)}`
    if (this.#out.columns !== undefined) {
      this.#showLive(line)
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

  /** Replaces the last line of the terminal; cut so that it never wraps, because a wrapped line cannot be replaced. */
  #showLive(text: string): void {
    const columns = this.#out.columns ?? 80
    this.#out.write(`\r\u001b[K${text.slice(0, columns - 1)}`)
    this.#liveLine = true
  }

  #clearLive(): void {
    if (!this.#liveLine) return
    this.#out.write('\r\u001b[K')
    this.#liveLine = false
  }
}

const TRUST_WORDS = {
  system: "vouched for by this computer's authorities",
  'profile-ca': "vouched for by the profile's own authority",
  pin: 'pinned in the profile',
} as const

function factLines(facts: ConnectionFacts): string[] {
  const { certificate } = facts
  const peer = facts.peer === undefined ? '' : `, server ${facts.peer}`
  const rows: readonly (readonly [string, string])[] = [
    ['Address', `${facts.address}${peer}, MTU ${facts.mtu}, device ${facts.device}`],
    ['DNS', facts.dns.length > 0 ? facts.dns.join(', ') : 'unchanged'],
    ['Server', `${facts.server} (${facts.serverAddress})`],
    ['TLS', `${facts.tlsVersion}, ${facts.cipher}`],
    [
      'Identity',
      `${certificate.subject}, ${TRUST_WORDS[certificate.trust]}, valid until ${certificate.validTo.slice(0, 10)}`,
    ],
    ['Sign-in', `${facts.auth}, bound to the TLS connection with ${facts.binding.toUpperCase()}`],
    ['Traffic', facts.routes.join('; ')],
  ]
  return rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}`)
}
