import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import type { Namespace } from './namespace.ts'
import { ownedFolder } from './owner.ts'
import type { Running } from './processes.ts'

const PROGRAM = join(import.meta.dirname, '../../src-main/cli/main.ts')

export interface CulvertOptions {
  namespace: Namespace
  /** The text of a `.sstp` file. */
  profile: string
  password: string
  /** Further words of the command line. */
  options?: readonly string[]
}

type State = CliEvent & { type: 'state' }
type StateName = State['state']

/** `culvert connect --json` as a process in a namespace. */
export class Culvert {
  readonly process: Running

  private constructor(process: Running) {
    this.process = process
  }

  static async connect({ namespace, profile, password, options = [] }: CulvertOptions): Promise<Culvert> {
    const file = join(ownedFolder('profile'), 'test.sstp')
    await writeFile(file, profile)
    const running = namespace.spawnNode(PROGRAM, ['connect', file, '--password-stdin', '--json', ...options])
    running.child.stdin?.end(`${password}\n`)
    return new Culvert(running)
  }

  /** All events so far. */
  get events(): CliEvent[] {
    return this.process.lines.map((line) => JSON.parse(line))
  }

  /** Resolves with the next event, past or future, that is this state. */
  async state<Name extends StateName>(
    name: Name,
    timeoutMs?: number,
  ): Promise<Extract<State, { state: Name }>> {
    const isIt = (event: CliEvent) => event.type === 'state' && event.state === name
    const line = await this.process.line(`state ${name}`, (text) => isIt(JSON.parse(text)), timeoutMs)
    return JSON.parse(line)
  }

  /** Why it ended; undefined when it was asked to. */
  get error(): (CliEvent & { type: 'error' }) | undefined {
    return this.events.find((event) => event.type === 'error')
  }

  /** Ends the connection as Ctrl-C does; resolves with the exit code. */
  disconnect(): Promise<number | string> {
    this.process.kill('SIGINT')
    return this.process.exited
  }
}
