import { join } from 'node:path'
import type { Namespace } from '../namespace.ts'
import type { Transfer } from './client.ts'
import { patternDigest } from './pattern.ts'

const program = (name: string) => join(import.meta.dirname, name)

/** What is behind a server: a web server and a name server on one address. */
export class FarEnd {
  readonly #address: string

  private constructor(address: string) {
    this.#address = address
  }

  /** Resolves when both answer; `name` is the only name that the name server knows, and it is this address. */
  static async start(namespace: Namespace, address: string, name: string): Promise<FarEnd> {
    const web = namespace.spawnNode(program('server.ts'), [address, '80'])
    const names = namespace.spawnNode(program('dns-responder.ts'), [address, name, address])
    await Promise.all([web, names].map((running) => running.line('start', (line) => line === 'ready')))
    return new FarEnd(address)
  }

  /** Fetches a page from inside `namespace`. */
  async get(namespace: Namespace, url: string): Promise<string> {
    const { stdout } = await namespace.exec(process.execPath, [program('client.ts'), 'get', url])
    return stdout
  }

  /** Moves `bytes` between here and a process in `namespace`. Rejects unless every one of them arrived as it was. */
  async transfer(namespace: Namespace, direction: 'download' | 'upload', bytes: number): Promise<Transfer> {
    const words = [program('client.ts'), direction, `http://${this.#address}`, String(bytes)]
    const { stdout } = await namespace.exec(process.execPath, words, { timeoutMs: 300_000 })
    const transfer = JSON.parse(stdout) as Transfer
    if (transfer.bytes !== bytes || transfer.sha256 !== patternDigest(bytes)) {
      throw new Error(`${direction} arrived damaged: ${stdout}`)
    }
    return transfer
  }
}
