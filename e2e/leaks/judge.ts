import type { Namespace } from '../testbed/namespace.ts'
import type { Running } from '../testbed/processes.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { LAB, PHYSICAL } from './two-gateways.ts'

/**
 * What may leave beside the tunnel: the tunnel itself, the question at its server whether a sign-in page stands in the way,
 * and what a link needs to be one.
 */
const HARMLESS = [
  new RegExp(` > ${LAB.server.replaceAll('.', '\\.')}\\.(443|80): `),
  /^ARP, /,
  /ICMP6, (neighbor|router) (solicitation|advertisement)/,
  /multicast listener report/,
]

/** The end of the watched time is marked by a packet of our own, so that nothing before it is still on its way. */
const END = '192.0.2.250'

/**
 * Watches what leaves the client by its physical devices, as tcpdump shows it: the only witness that does not depend on
 * anything that the program under test says.
 */
export class Judge {
  readonly #client: Namespace
  readonly #watchers: readonly Running[]
  /** Lines of each watcher that have been judged. */
  readonly #judged: number[]

  private constructor(client: Namespace, watchers: readonly Running[]) {
    this.#client = client
    this.#watchers = watchers
    this.#judged = watchers.map(() => 0)
  }

  static async start(client: Namespace): Promise<Judge> {
    const watchers = PHYSICAL.map((device) =>
      client.spawn('tcpdump', ['-n', '-l', '-t', '--immediate-mode', '-Q', 'out', '-i', device]),
    )
    await Promise.all(
      watchers.map((watcher) => waitFor('tcpdump', () => watcher.errors.includes('listening on'))),
    )
    return new Judge(client, watchers)
  }

  /** How many packets have left since the last call, and those among them that should not have. */
  async verdict(): Promise<{ packets: number; leaks: string[] }> {
    await this.#mark()
    const lines = this.#watchers.flatMap((watcher, i) => {
      const fresh = watcher.lines.slice(this.#judged[i]).filter((line) => !line.includes(END))
      this.#judged[i] = watcher.lines.length
      return fresh
    })
    return { packets: lines.length, leaks: lines.filter((line) => !HARMLESS.some((one) => one.test(line))) }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#watchers.map((watcher) => watcher.stop()))
  }

  /** Has each device that is up probe a neighbour that does not exist; tcpdump shows packets in their order. */
  async #mark(): Promise<void> {
    await Promise.all(
      PHYSICAL.map(async (device, i) => {
        const watcher = this.#watchers[i]
        const before = watcher.lines.length
        const { stdout } = await this.#client.exec('ip', ['-o', 'link', 'show', 'dev', device, 'up'])
        if (stdout === '') return
        // One that has been probed in vain is not probed again as long as it is remembered.
        await this.#client.exec('ip', ['neigh', 'del', END, 'dev', device], { check: false })
        const neighbour = [END, 'lladdr', '02:00:00:00:00:01', 'dev', device, 'nud', 'probe']
        await this.#client.exec('ip', ['neigh', 'add', ...neighbour])
        await waitFor('the mark in the capture', () =>
          watcher.lines.slice(before).some((line) => line.includes(END)),
        )
      }),
    )
  }
}
