import { type ChildProcess, spawn } from 'node:child_process'
import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { createInterface } from 'node:readline'
import { Debounce } from './debounce.ts'
import { askIp, boundToUs } from './ip-command.ts'
import { readMonitorLine } from './monitor-line.ts'
import type { NetworkWatch } from './network-watch.ts'
import { hasCarrier, isOwnDevice, type OuterRoute, readRouteAnswer } from './route-answer.ts'

/** How soon the watch begins anew when `ip` ended by itself. */
const RESTART_MS = 5_000

/** Watches through `ip monitor`, which speaks netlink and needs no rights, and asks `ip` again after each change. */
export class LinuxWatch implements NetworkWatch {
  readonly #ip: string
  #debounce: Debounce | undefined
  #monitor: ChildProcess | undefined
  #restart: NodeJS.Timeout | undefined
  #closed = false

  /** @param ip path of the program */
  constructor(ip: string) {
    this.#ip = ip
  }

  start(onChange: () => void): void {
    if (this.#closed) return
    this.#debounce = new Debounce(onChange)
    this.#watch(this.#debounce)
  }

  async routeTo(addresses: readonly string[]): Promise<OuterRoute | undefined> {
    for (const address of addresses) {
      const answer = await askIp(this.#ip, ['route', 'get', address])
      const route = answer === undefined ? undefined : readRouteAnswer(answer)
      if (route !== undefined && (await this.#carries(route.device))) return route
    }
    return undefined
  }

  async hasDefaultRoute(): Promise<boolean> {
    for (const family of ['-4', '-6']) {
      const answer = await askIp(this.#ip, [family, 'route', 'show', 'default'])
      for (const line of answer?.split('\n').filter(Boolean) ?? []) {
        const route = readRouteAnswer(line)
        if (route !== undefined && (await this.#carries(route.device))) return true
      }
    }
    return false
  }

  hasNetwork(): boolean {
    return Object.entries(networkInterfaces()).some(
      ([device, list]) =>
        !isOwnDevice(device) && list?.some(({ internal, address }) => !internal && !isLinkLocal(address)),
    )
  }

  hasAddress(address: string): boolean {
    const wanted = plain(address)
    return Object.values(networkInterfaces()).some((list) =>
      list?.some((entry) => plain(entry.address) === wanted),
    )
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#restart)
    this.#debounce?.stop()
    this.#monitor?.kill('SIGKILL')
  }

  async #carries(device: string): Promise<boolean> {
    const answer = await askIp(this.#ip, ['link', 'show', 'dev', device])
    return answer !== undefined && hasCarrier(answer)
  }

  #watch(debounce: Debounce): void {
    const words = ['-o', 'monitor', 'link', 'address', 'route']
    const [program, args] = boundToUs(this.#ip, words)
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], env: {} })
    this.#monitor = child
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!this.#closed && readMonitorLine(line) !== undefined) debounce.poke()
    })
    const again = () => {
      if (this.#closed || this.#monitor !== child) return
      this.#monitor = undefined
      this.#restart = setTimeout(() => {
        this.#watch(debounce)
        // Nobody knows what happened meanwhile.
        debounce.poke()
      }, RESTART_MS)
    }
    child.once('error', again)
    child.once('close', again)
  }
}

/** Without the zone of a link-local address, and without the IPv6 clothes of an IPv4 address. */
function plain(address: string): string {
  const bare = address.replace(/%.*$/, '')
  return isIPv6(bare) ? bare.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase() : bare
}

/** What a computer gives itself where nobody gives it an address. */
function isLinkLocal(address: string): boolean {
  return /^(fe[89ab]|169\.254\.)/i.test(address)
}
