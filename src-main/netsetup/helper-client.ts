import type { ChildProcess } from 'node:child_process'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { type Launch, startFailure } from './helper-launch.ts'

const GREETING = /^culvert-helper (\d{1,4})$/
/** The version of what client and helper say to each other. */
export const PROTOCOL = '2'

/** Caps on what the helper may say: a line of its own has at most 520 bytes, and pkexec writes a few lines. */
const MAX_LINE = 4096
const MAX_ERRORS = 16_384

/** Every tool that the helper runs is killed after 5 s, and no line makes it run more than a dozen. */
const ANSWER_MS = 60_000
const START_MS = 10_000

interface Pending {
  /** The line sent; the name of the step in a failure. */
  line: string
  resolve: (answer: string) => void
  reject: (error: FailureError) => void
  timer: NodeJS.Timeout | undefined
}

/** Speaks the helper's protocol over a child process: one answer a line, in order. Failures are `FailureError`s. */
export class HelperClient {
  readonly #child: ChildProcess
  readonly #launch: Launch
  readonly #pending: Pending[] = []
  readonly #exited: Promise<void>
  #input = ''
  #errors = ''
  #state: 'starting' | 'ready' | 'closing' | 'over' = 'starting'
  #failure: Failure = { code: 'helper-lost' }
  #onLost: () => void = () => undefined

  constructor(launch: Launch, child: ChildProcess) {
    this.#launch = launch
    this.#child = child
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#handleText(text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(0, MAX_ERRORS)
    })
    // A helper that is gone makes writing fail; its end is told by 'close'.
    child.stdin?.on('error', () => undefined)
    this.#exited = new Promise((resolve) => {
      // A signal that we may not send is an 'error' as well, but no end.
      child.on('error', (error) => {
        if (child.pid === undefined) this.#handleEnd(null, error.message, resolve)
      })
      child.once('close', (code) => this.#handleEnd(code, this.#errors, resolve))
    })
  }

  /** Resolves, once the helper has greeted and healed, with the devices that it healed. */
  async start(): Promise<string[]> {
    const greeting = await this.#expect('start', this.#launch.asks ? undefined : START_MS)
    const version = GREETING.exec(greeting)?.[1]
    if (version === undefined) throw startFailed(`it greets with "${greeting.slice(0, 80)}"`)
    if (version !== PROTOCOL) {
      throw startFailed(`the installed helper speaks version ${version}, not ${PROTOCOL}: please reinstall`)
    }
    const answer = await this.request(`hello ${PROTOCOL}`)
    return answer.split(' ').slice(1)
  }

  /** Sends a line and resolves with what follows `ok`. Rejects `helper-failed` with the line as the step, or `helper-lost`. */
  request(line: string): Promise<string> {
    if (this.#state !== 'ready') return Promise.reject(new FailureError(this.#failure))
    const answer = this.#expect(line, ANSWER_MS)
    this.#child.stdin?.write(`${line}\n`)
    return answer
  }

  /** Sends lines in one piece, which the helper carries out together; the first that fails rejects. */
  async requestAll(lines: readonly string[]): Promise<void> {
    this.#child.stdin?.cork()
    const answers = lines.map((line) => this.request(line))
    this.#child.stdin?.uncork()
    await Promise.all(answers)
  }

  /** Makes the helper undo everything (with `leave`: but the block) and waits for its end. Idempotent; never rejects. */
  async close(goodbye: 'undo' | 'leave' = 'undo'): Promise<void> {
    if (this.#state === 'ready') this.#child.stdin?.write(`${goodbye}\n`)
    if (this.#state === 'starting') {
      // While pkexec asks it reads nothing; it can be told to go by who started it, until it is allowed to be root.
      this.#failure = { code: 'cancelled' }
      this.#child.kill('SIGTERM')
    }
    if (this.#state !== 'over') this.#state = 'closing'
    this.#child.stdin?.end()
    let patience: NodeJS.Timeout | undefined
    const tooLong = new Promise<void>((resolve) => {
      patience = setTimeout(resolve, ANSWER_MS)
    })
    await Promise.race([this.#exited, tooLong])
    clearTimeout(patience)
  }

  /** Calls back when the helper ends although nobody closed it. */
  onLost(callback: () => void): void {
    this.#onLost = callback
  }

  #expect(line: string, timeoutMs: number | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(
              () => this.#fail({ code: 'helper-failed', step: line, detail: 'no answer' }),
              timeoutMs,
            )
      this.#pending.push({ line, resolve, reject, timer })
    })
  }

  #handleText(text: string): void {
    this.#input += text
    for (let end = this.#input.indexOf('\n'); end >= 0; end = this.#input.indexOf('\n')) {
      const line = this.#input.slice(0, end)
      this.#input = this.#input.slice(end + 1)
      this.#handleLine(line)
    }
    if (this.#input.length > MAX_LINE) {
      this.#input = ''
      this.#fail({ code: 'helper-failed', step: this.#pending[0]?.line ?? 'idle', detail: 'endless line' })
    }
  }

  #handleLine(line: string): void {
    const pending = this.#pending.shift()
    clearTimeout(pending?.timer)
    if (pending === undefined) return
    const [kind, ...words] = line.split(' ')
    if (this.#state === 'starting') {
      this.#state = 'ready'
      pending.resolve(line)
    } else if (kind === 'ok') pending.resolve(words.join(' '))
    else {
      const detail = kind === 'error' ? words.slice(1).join(' ').trim() : `it answers "${line.slice(0, 80)}"`
      const failure: Failure =
        words[0] === 'block'
          ? { code: 'block-failed', detail }
          : { code: 'helper-failed', step: pending.line, detail }
      pending.reject(new FailureError(failure))
      this.#fail(failure)
    }
  }

  #handleEnd(code: number | null, said: string, resolve: () => void): void {
    const before = this.#state
    this.#state = 'over'
    if (before === 'starting') this.#failure = startFailure(this.#launch, code, said)
    this.#rejectAll()
    resolve()
    if (before === 'ready') this.#onLost()
  }

  /** Ends a helper that failed, or does not keep to the protocol: the end of its input makes it undo everything. */
  #fail(failure: Failure): void {
    this.#state = 'closing'
    this.#failure = failure
    this.#rejectAll()
    this.#child.stdin?.end()
  }

  #rejectAll(): void {
    for (const { reject, timer } of this.#pending.splice(0)) {
      clearTimeout(timer)
      reject(new FailureError(this.#failure))
    }
  }
}

function startFailed(detail: string): FailureError {
  return new FailureError({ code: 'helper-failed', step: 'start', detail })
}
