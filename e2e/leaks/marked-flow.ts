import { join } from 'node:path'
import type { Namespace } from '../testbed/namespace.ts'
import type { Running } from '../testbed/processes.ts'
import { LAB } from './two-gateways.ts'

/** A port that nothing else uses. */
export const MARK_PORT = 40_999
export const MARKED_NAME = 'marked.lab.test'
export const PERIOD_MS = 20

/** Traffic of the computer that has nothing to do with the tunnel and must not be seen beside it. */
export class MarkedFlow {
  readonly #program: Running
  readonly #ping: Running

  private constructor(program: Running, ping: Running) {
    this.#program = program
    this.#ping = ping
  }

  /** Resolves when the first packets have been sent. */
  static async start(client: Namespace): Promise<MarkedFlow> {
    const main = join(import.meta.dirname, 'marked-flow-main.ts')
    const program = client.spawnNode(main, [LAB.marked, LAB.marked6, LAB.resolver])
    // A raw socket, as root has them: the block must hold for these, too.
    const ping = client.spawn('ping', ['-n', '-q', '-i', String(PERIOD_MS / 1000), LAB.marked])
    await program.line('first packets', () => true)
    return new MarkedFlow(program, ping)
  }

  /** What the system took, and what it refused. */
  get counts(): { sent: number; refused: number } {
    return JSON.parse(this.#program.lines.at(-1) ?? '{"sent":0,"refused":0}')
  }

  async stop(): Promise<void> {
    await Promise.all([this.#program.stop(), this.#ping.stop()])
  }
}
