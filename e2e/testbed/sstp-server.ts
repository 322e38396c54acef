import { join } from 'node:path'
import type { ServerEvent } from '../../src-main/testing/server-session.ts'
import type { TestServerConfig } from '../../src-main/testing/test-server-main.ts'
import type { Namespace } from './namespace.ts'
import type { Running } from './processes.ts'

const PROGRAM = join(import.meta.dirname, '../../src-main/testing/test-server-main.ts')

type Configuration = Pick<TestServerConfig, 'identity'> & Partial<TestServerConfig>

/** Our own SSTP server as a process in a namespace, on port 443, with a device for each client. */
export class SstpServer {
  readonly process: Running

  private constructor(process: Running) {
    this.process = process
  }

  /** Resolves when the port is open. */
  static async start(namespace: Namespace, config: Configuration): Promise<SstpServer> {
    const complete: TestServerConfig = {
      host: '0.0.0.0',
      port: 443,
      users: { alice: 'secret' },
      address: TUNNEL.server,
      firstClient: TUNNEL.firstClient,
      dns: [TUNNEL.server],
      tun: true,
      ...config,
    }
    const running = namespace.spawnNode(PROGRAM)
    running.child.stdin?.end(JSON.stringify(complete))
    await running.line('ready server', (line) => line.includes('"ready"'))
    return new SstpServer(running)
  }

  /** What happened so far. */
  get events(): (ServerEvent & { connection: number })[] {
    return this.process.lines.slice(1).map((line) => JSON.parse(line))
  }

  /** Resolves when the server has reported an event of this type. */
  async event(type: ServerEvent['type']): Promise<void> {
    await this.process.line(`event ${type} of the server`, (line) => JSON.parse(line).type === type)
  }

  /** Ends every call in good order; the server goes on. */
  disconnectAll(): void {
    this.process.kill('SIGUSR1')
  }

  stop(): Promise<void> {
    return this.process.stop()
  }
}

/** Addresses inside the tunnel. */
export const TUNNEL = { server: '10.77.0.1', firstClient: '10.77.0.2' } as const
