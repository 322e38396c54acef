import { type ChildProcess, execFile, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface RunResult {
  code: number
  stdout: string
  stderr: string
}

/** Runs a program to its end. Rejects when it fails, unless `check` is false, with what it said. */
export function run(
  command: string,
  args: readonly string[] = [],
  options: { check?: boolean; input?: string; timeoutMs?: number } = {},
): Promise<RunResult> {
  const { check = true, input, timeoutMs = 60_000 } = options
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      { maxBuffer: 64 * 1024 * 1024, timeout: timeoutMs, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        if (code === 0 || !check) resolve({ code, stdout, stderr })
        else reject(new Error(`${command} ${args.join(' ')} failed (${code}): ${stderr || stdout || error}`))
      },
    )
    // A program that does not read its input closes it, which is no error of ours.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input ?? '')
  })
}

/** The same, blocking: for the last steps of a process that is going away. Never throws. */
export function runNow(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 })
}

/** A program that keeps running, with its output kept for error messages. */
export class Running {
  readonly child: ChildProcess
  readonly exited: Promise<number | string>
  readonly #lines: string[] = []
  readonly #listeners = new Set<(line: string) => void>()
  #errors = ''
  #over = false

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options })
    this.child.stdin?.on('error', () => undefined)
    this.exited = new Promise((resolve, reject) => {
      this.child.once('error', reject)
      this.child.once('close', (code, signal) => {
        this.#over = true
        resolve(code ?? signal ?? 'unknown')
      })
    })
    // Whoever waits for the end also learns of a failed start; nobody has to.
    this.exited.catch(() => undefined)
    if (this.child.stdout !== null) {
      createInterface({ input: this.child.stdout }).on('line', (line) => this.#handleLine(line))
    }
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-64 * 1024)
    })
  }

  /** All lines of standard output so far. */
  get lines(): readonly string[] {
    return this.#lines
  }

  /** The end of what was written to standard error. */
  get errors(): string {
    return this.#errors
  }

  /** Resolves with the first line, past or future, for which `matches` holds. */
  line(what: string, matches: (line: string) => boolean, timeoutMs = 20_000): Promise<string> {
    const past = this.#lines.find(matches)
    if (past !== undefined) return Promise.resolve(past)
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer)
        this.#listeners.delete(listener)
        settle()
      }
      const fail = (why: string) =>
        finish(() =>
          reject(new Error(`no ${what}: ${why}\n${this.#lines.slice(-20).join('\n')}\n${this.#errors}`)),
        )
      const listener = (line: string) => {
        if (matches(line)) finish(() => resolve(line))
      }
      const timer = setTimeout(() => fail(`nothing within ${timeoutMs} ms`), timeoutMs)
      this.#listeners.add(listener)
      this.exited.then(
        (code) => fail(`ended with ${code}`),
        (error) => fail(String(error)),
      )
    })
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    this.child.kill(signal)
  }

  /** Ends the program, forcibly when it does not go within `patienceMs`. */
  async stop(patienceMs = 3_000): Promise<void> {
    if (this.#over) return
    this.child.kill('SIGTERM')
    const timer = setTimeout(() => this.child.kill('SIGKILL'), patienceMs)
    await this.exited.catch(() => undefined)
    clearTimeout(timer)
  }

  #handleLine(line: string): void {
    this.#lines.push(line)
    for (const listener of [...this.#listeners]) listener(line)
  }
}
