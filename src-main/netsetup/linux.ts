import type { ChildProcess } from 'node:child_process'
import { FailureError } from '../../src-shared/failure.ts'
import { HelperClient } from './helper-client.ts'
import { chooseLaunch, type HelperPlace, type Launch, spawnHelper } from './helper-launch.ts'
import { planChange } from './linux-change.ts'
import { type HelperCommand, planNetwork } from './linux-plan.ts'
import type { BlockOptions, CloseOptions, Dial, NetworkConfig, NetworkSetup } from './network-setup.ts'

export interface LinuxNetworkSetupOptions extends HelperPlace {
  /** Starts the helper; tests put another child process in its place. */
  spawn?: (launch: Launch) => ChildProcess
  /** Told the devices that a killed run had left and that are healed now. */
  onHealed?: (devices: readonly string[]) => void
}

/** Network set-up through the root helper. It decides nothing: `linux-plan` does, and the helper checks and executes. */
export class LinuxNetworkSetup implements NetworkSetup {
  readonly #options: LinuxNetworkSetupOptions
  #client: HelperClient | undefined
  #standing: readonly HelperCommand[] = []
  /** The block that `block` asked for, whatever a configuration says. */
  #wished: HelperCommand | undefined
  #onLost: () => void = () => undefined

  constructor(options: LinuxNetworkSetupOptions = {}) {
    this.#options = options
  }

  async open(owner: number): Promise<string> {
    const { spawn = spawnHelper, onHealed } = this.#options
    const launch = chooseLaunch(this.#options)
    if (this.#client !== undefined) await this.close()
    const client = new HelperClient(launch, spawn(launch))
    this.#client = client
    client.onLost(() => this.#forget(client))
    try {
      const healed = await client.start()
      if (healed.length > 0) onHealed?.(healed)
      return await client.request(`tun ${owner}`)
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async apply(config: NetworkConfig): Promise<void> {
    const block = this.#wished ?? (config.killSwitch ? blockLine(config.routing.lan) : undefined)
    const wanted = [...(block === undefined ? [] : [block]), ...planNetwork(config)]
    await this.#say(...planChange(this.#standing, wanted))
    this.#standing = wanted
  }

  async block({ lan, lockdown = false }: BlockOptions): Promise<void> {
    this.#wished = blockLine(lan)
    await this.#say(this.#wished, ...(lockdown ? ['lockdown on'] : []))
    this.#standing = [this.#wished, ...withoutBlock(this.#standing)]
  }

  async unblock(): Promise<void> {
    this.#wished = undefined
    await this.#say('lockdown off', 'unblock')
    this.#standing = withoutBlock(this.#standing)
  }

  /** Told in any case: another client may raise a block later, and it shall not cut this connection. */
  async allowDial({ protocol, address, port, localPort }: Dial): Promise<void> {
    await this.#say(`dial ${protocol} ${address} ${port} ${localPort}`)
  }

  async openForPortal(seconds: number): Promise<void> {
    await this.#say(`portal ${seconds}`)
  }

  async close({ keepBlock = false }: CloseOptions = {}): Promise<void> {
    const client = this.#client
    this.#reset()
    await client?.close(keepBlock ? 'leave' : 'undo')
  }

  onLost(callback: () => void): void {
    this.#onLost = callback
  }

  /** Sends lines in one go; they are answered in order, and the first error makes the helper undo everything and end. */
  async #say(...lines: readonly HelperCommand[]): Promise<void> {
    const client = this.#client
    if (client === undefined) throw new FailureError({ code: 'helper-lost' })
    await client.requestAll(lines)
  }

  #forget(client: HelperClient): void {
    if (this.#client !== client) return
    this.#reset()
    this.#onLost()
  }

  #reset(): void {
    this.#client = undefined
    this.#standing = []
    this.#wished = undefined
  }
}

function blockLine(lan: boolean): HelperCommand {
  return `block ${lan ? 'lan' : 'strict'}`
}

function withoutBlock(lines: readonly HelperCommand[]): HelperCommand[] {
  return lines.filter((line) => !line.startsWith('block '))
}
