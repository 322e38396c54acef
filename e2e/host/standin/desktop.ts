import { recordCall } from './records.ts'
import { preventable, StandIn } from './stand-in.ts'

/** What reaches the desktop around the app: recorded, with no effect. */
class Shell extends StandIn {
  protected readonly events = []

  async openExternal(url: string): Promise<void> {
    recordCall('shell.openExternal', url)
  }

  async openPath(path: string): Promise<string> {
    recordCall('shell.openPath', path)
    return ''
  }

  showItemInFolder(path: string): void {
    recordCall('shell.showItemInFolder', path)
  }

  beep(): void {
    recordCall('shell.beep')
  }
}

/** A clipboard of its own, so that tests do not share the machine's. */
class Clipboard extends StandIn {
  protected readonly events = []
  #text = ''

  readText(): string {
    return this.#text
  }

  writeText(text: string): void {
    this.#text = text
  }

  clear(): void {
    this.#text = ''
  }

  availableFormats(): string[] {
    return this.#text === '' ? [] : ['text/plain']
  }
}

/** Emits what a test says that the machine does. */
class PowerMonitor extends StandIn {
  protected readonly events = [
    'suspend',
    'resume',
    'on-ac',
    'on-battery',
    'shutdown',
    'lock-screen',
    'unlock-screen',
    'user-did-become-active',
    'user-did-resign-active',
    'thermal-state-change',
    'speed-limit-change',
  ]
  readonly onBatteryPower = false

  isOnBatteryPower(): boolean {
    return false
  }

  getSystemIdleTime(): number {
    return 0
  }

  getSystemIdleState(): string {
    return 'active'
  }

  /** The test's part: whether the app asked the machine to wait. */
  shutDown(): boolean {
    const event = preventable()
    this.emit('shutdown', event)
    return event.defaultPrevented
  }
}

class PowerSaveBlocker extends StandIn {
  protected readonly events = []
  readonly #started = new Set<number>()
  #nextId = 1

  start(type: string): number {
    recordCall('powerSaveBlocker.start', type)
    this.#started.add(this.#nextId)
    return this.#nextId++
  }

  stop(id: number): boolean {
    recordCall('powerSaveBlocker.stop', id)
    return this.#started.delete(id)
  }

  isStarted(id: number): boolean {
    return this.#started.has(id)
  }
}

/** There is a network, unless a test says otherwise; see machine.ts. */
class Net extends StandIn {
  protected readonly events = []
  readonly online: boolean = true

  isOnline(): boolean {
    return this.online
  }
}

class CrashReporter extends StandIn {
  protected readonly events = []

  start(options: unknown): void {
    recordCall('crashReporter.start', options)
  }
}

export const shell = new Shell()
export const clipboard = new Clipboard()
export const powerMonitor = new PowerMonitor()
export const powerSaveBlocker = new PowerSaveBlocker()
export const net = new Net()
export const crashReporter = new CrashReporter()
