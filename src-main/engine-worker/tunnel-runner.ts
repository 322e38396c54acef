import { unreachable } from '../../src-shared/unreachable.ts'
import { reconnectPolicy } from '../control/reconnect-policy.ts'
import type { EngineCommand, EngineEvent, EngineMessage } from '../engine/messages.ts'
import { Tunnel } from '../engine/tunnel.ts'
import { createNetworkSetup, currentBlock } from '../netsetup/create-network-setup.ts'
import { createNetworkWatch } from '../netwatch/create-network-watch.ts'
import { attachTun } from '../tun/attach.ts'

/** Runs one tunnel at a time. A new one begins when the old one has put the network back. */
export class TunnelRunner {
  readonly #post: (message: EngineMessage) => void
  #tunnel: Tunnel | undefined
  /** The run that is wanted; one that waits for the end of another can be called off before it begins. */
  #wanted: number | undefined
  #last: Promise<void> = Promise.resolve()

  constructor(post: (message: EngineMessage) => void) {
    this.#post = post
  }

  handle(command: EngineCommand): void {
    switch (command.type) {
      case 'connect':
        this.#tunnel?.close()
        this.#wanted = command.run
        this.#last = this.#last.then(() => this.#run(command))
        return
      case 'disconnect':
        this.#wanted = undefined
        this.#tunnel?.close()
        return
      case 'retry-now':
        this.#tunnel?.retryNow()
        return
      case 'restart-session':
        this.#tunnel?.restartSession()
        return
      case 'hint':
        this.#tunnel?.hint(command.about)
        return
      case 'open-portal':
        void this.#tunnel?.openPortal()
        return
      default:
        unreachable(command)
    }
  }

  async #run({
    run,
    profile,
    credentials,
    zeroKey = false,
    reconnect,
  }: Extract<EngineCommand, { type: 'connect' }>): Promise<void> {
    if (this.#wanted !== run) {
      this.#post({ type: 'ended', run, failure: undefined })
      return
    }
    const tell = (event: EngineEvent) => this.#post({ type: 'event', run, event })
    const networkWatch = createNetworkWatch()
    const tunnel = new Tunnel({
      profile,
      credentials,
      zeroKey,
      networkSetup: createNetworkSetup({
        onHealed: (devices) =>
          tell({
            type: 'log',
            level: 'warn',
            text: `put back what a killed run had left: ${devices.join(', ')}`,
          }),
      }),
      attachTun: (device) => attachTun(device, (text) => tell({ type: 'log', level: 'warn', text })),
      owner: process.getuid?.() ?? -1,
      routes: true,
      ...(networkWatch !== undefined && { networkWatch }),
      isBlocked: () => currentBlock() !== undefined,
      reconnect: reconnectPolicy(reconnect),
      onEvent: tell,
    })
    this.#tunnel = tunnel
    const failure = await tunnel.run()
    this.#tunnel = undefined
    this.#post({ type: 'ended', run, failure })
  }
}
