import { type ChildProcess, spawn } from 'node:child_process'
import { COMMAND } from '../testbed/command.ts'

const PATIENCE_MS = 30_000

/** `culvert connect` on a terminal, made by `script` of util-linux, with somebody who reads and types. */
export class Terminal {
  readonly #process: ChildProcess
  readonly #exited: Promise<number | null>
  readonly #lookers = new Set<() => void>()
  #screen = ''
  #read = 0

  /** @param enter the words that make a command run where, and as whom, it is to run */
  constructor(enter: readonly string[], args: readonly string[], env: NodeJS.ProcessEnv) {
    // `exec`, because a shell that stays would end by the Ctrl-C with a code of its own, as dash does and bash does not.
    const command = ['exec', process.execPath, COMMAND, 'connect', ...args].join(' ')
    const [program = '', ...words] = [...enter, 'script', '--quiet', '--flush', '--return']
    this.#process = spawn(program, [...words, '--command', command, '/dev/null'], {
      env: { ...process.env, ...env },
    })
    this.#exited = new Promise((resolve) => this.#process.once('close', resolve))
    this.#process.stdout?.on('data', (bytes: Buffer) => {
      this.#screen += bytes.toString()
      for (const look of this.#lookers) look()
    })
  }

  /** Everything that was on it. */
  get screen(): string {
    return this.#screen
  }

  /** Waits until these words appear behind those that were waited for before. */
  async sees(words: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => done(() => reject(new Error(`no "${words}" in:\n${this.#screen}`))),
        PATIENCE_MS,
      )
      const done = (settle: () => void) => {
        clearTimeout(timer)
        this.#lookers.delete(look)
        settle()
      }
      // Lines are folded at the terminal's edge.
      const pattern = new RegExp(words.trimEnd().replaceAll(/\s+/g, '\\s+'), 'g')
      const look = () => {
        pattern.lastIndex = this.#read
        const found = pattern.exec(this.#screen)
        if (found === null) return
        this.#read = pattern.lastIndex
        done(resolve)
      }
      this.#lookers.add(look)
      look()
    })
  }

  /** Waits for a question and answers it. */
  async answers(question: string, text: string): Promise<void> {
    await this.sees(question)
    this.#process.stdin?.write(`${text}\r`)
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#process.stdin?.write('\x03')
  }

  /** The exit code of the command. */
  ended(): Promise<number | null> {
    return this.#exited
  }
}
