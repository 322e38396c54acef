import type { CliEvent, DoctorReport } from '../../src-shared/cli-events.ts'
import type { Failure } from '../../src-shared/failure.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import type { RouteNote } from '../../src-shared/route-preview.ts'
import { routeNoteWords } from '../../src-shared/route-words.ts'
import { unreachable } from '../../src-shared/unreachable.ts'
import type { EngineEvent } from '../engine/messages.ts'
import type { Output } from './output.ts'

/** One JSON object a line, each as `src-shared/cli-events` describes it. */
export class JsonOutput implements Output {
  readonly #write: (text: string) => void

  constructor(write: (text: string) => void) {
    this.#write = write
  }

  handle(event: EngineEvent): void {
    switch (event.type) {
      case 'state':
        this.#emit({ type: 'state', ...withWords(event.state) })
        return
      case 'ladder':
        this.#emit({ type: 'ladder', ...event.report })
        return
      case 'stats': {
        const { at: _, ...totals } = event.stats
        this.#emit({ type: 'stats', ...totals })
        return
      }
      case 'facts':
        this.#emit({ type: 'facts', ...event.facts })
        return
      case 'log':
        this.#emit({ type: 'log', level: event.level, text: event.text })
        return
      case 'rung-start':
        // Scripts get each rung once, when its outcome is known.
        return
      case 'identity-refused':
      case 'identity-accepted':
      case 'silent':
      case 'password-changed':
      case 'zero-key':
        // States, failures and facts say what a script can use.
        return
      default:
        unreachable(event)
    }
  }

  note(text: string): void {
    this.#emit({ type: 'log', level: 'info', text })
  }

  warn(text: string): void {
    this.#emit({ type: 'log', level: 'warn', text })
  }

  report(report: DoctorReport): void {
    this.#emit({ type: 'report', report })
  }

  preview(notes: readonly RouteNote[]): void {
    this.#emit({
      type: 'routes',
      notes: notes.map((note) => ({ ...note, text: routeNoteWords(note, 'en') })),
    })
  }

  fail(failure: Failure): void {
    this.#emit({ type: 'error', ...describeFailure(failure) })
  }

  #emit(event: CliEvent): void {
    this.#write(`${JSON.stringify(event)}\n`)
  }
}

/** States that carry a failure carry its code and title instead of its facts: those are words for people. */
function withWords(state: Extract<EngineEvent, { type: 'state' }>['state']) {
  if (!('failure' in state)) return state
  const { failure, ...rest } = state
  const { code, title } = describeFailure(failure)
  return { ...rest, code, title }
}
