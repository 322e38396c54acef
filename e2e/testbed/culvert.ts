import { chownSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { COMMAND } from './command.ts'
import { type Desktop, ORDINARY_USER } from './desktop.ts'
import type { Namespace } from './namespace.ts'
import { ownedFolder } from './owner.ts'
import type { Running } from './processes.ts'

type Connected = Extract<CliEvent, { state: 'connected' }>
type CliError = Extract<CliEvent, { type: 'error' }>

export interface CulvertOptions {
  /** The text of the `.sstp` file. */
  profile: string
  password: string
  /** Options of `culvert connect` besides `--json` and `--password-stdin`. */
  args?: readonly string[]
  /** The user who runs it; root if left out. */
  as?: Desktop
  /** Variables besides those of the test. */
  env?: Readonly<Record<string, string>>
}

/** The real `culvert connect --json`, as a process in a namespace, with its events. */
export class Culvert {
  readonly #running: Running
  readonly #folder: string

  private constructor(running: Running, folder: string) {
    this.#running = running
    this.#folder = folder
  }

  static connect(namespace: Namespace, { profile, password, args = [], as, env }: CulvertOptions): Culvert {
    const folder = ownedFolder('profile')
    const file = join(folder, 'test.sstp')
    writeFileSync(file, profile)
    if (as !== undefined) for (const path of [folder, file]) chownSync(path, ORDINARY_USER, ORDINARY_USER)
    const command = [process.execPath, COMMAND, 'connect', file, '--json', '--password-stdin', ...args]
    const [program, ...words] = [...(as?.enter.slice(namespace.enter.length) ?? []), ...command]
    const running = namespace.spawn(program ?? '', words, {
      env: { ...process.env, ...as?.env, ...env },
    })
    running.child.stdin?.end(`${password}\n`)
    return new Culvert(running, folder)
  }

  get pid(): number | undefined {
    return this.#running.child.pid
  }

  get events(): CliEvent[] {
    return this.#running.lines.map((line) => JSON.parse(line))
  }

  /** Resolves with the first matching event, past or future. */
  async event<E extends CliEvent>(
    what: string,
    matches: (event: CliEvent) => event is E,
    timeoutMs = 30_000,
  ): Promise<E> {
    const line = await this.#running.line(what, (text) => matches(JSON.parse(text)), timeoutMs)
    return JSON.parse(line)
  }

  connected(): Promise<Connected> {
    return this.event(
      'connection',
      (event): event is Connected => event.type === 'state' && event.state === 'connected',
    )
  }

  /** Waits for the end and tells how it came about. */
  async ended(): Promise<{ code: number | string; error: CliError | undefined; errors: string }> {
    const code = await this.#running.exited
    rmSync(this.#folder, { recursive: true, force: true })
    const error = this.events.find((event): event is CliError => event.type === 'error')
    return { code, error, errors: this.#running.errors }
  }

  kill(signal: NodeJS.Signals): void {
    this.#running.kill(signal)
  }

  /** Ctrl-C, and the end. */
  async disconnect() {
    this.kill('SIGINT')
    return await this.ended()
  }
}
