import { join } from 'node:path'
import type { Desktop } from '../testbed/desktop.ts'
import type { Running } from '../testbed/processes.ts'
import { KEYRING_DAEMON, LOGIN_PASSWORD, SecretService } from '../testbed/secret-service.ts'

/** The session bus of the ordinary user on a computer of the lab, with a real GNOME Keyring on it. */
export class Keyring {
  readonly #desktop: Desktop
  readonly #folder: string
  readonly #bus: Running
  readonly #address: string
  readonly #service = new SecretService((words) => this.#call(words))
  #daemon: Running | undefined

  private constructor(desktop: Desktop, folder: string, bus: Running, address: string) {
    this.#desktop = desktop
    this.#folder = folder
    this.#bus = bus
    this.#address = address
  }

  /** Resolves when it is unlocked. Its files are in the user's folders below `folder`, which exist. */
  static async start(desktop: Desktop, folder: string): Promise<Keyring> {
    const bus = spawnAsUser(desktop, folder, {}, [
      'dbus-daemon',
      ...['--session', '--nofork', '--nopidfile', '--print-address'],
    ])
    const address = await bus.line('address of the session bus', (line) => line.startsWith('unix:'))
    const keyring = new Keyring(desktop, folder, bus, address)
    await keyring.unlock()
    return keyring
  }

  /** What tells programs of the user where it is. */
  get env(): Record<string, string> {
    return { DBUS_SESSION_BUS_ADDRESS: this.#address }
  }

  /** As at the log-in: the daemon takes the place of the one before. */
  async unlock(): Promise<void> {
    await this.#daemon?.stop()
    this.#daemon = spawnAsUser(this.#desktop, this.#folder, this.env, KEYRING_DAEMON)
    this.#daemon.child.stdin?.end(LOGIN_PASSWORD)
    await this.#service.unlocked()
  }

  lock(): Promise<void> {
    return this.#service.lock()
  }

  /** The accounts for which it keeps a password of ours. */
  accounts(): Promise<string[]> {
    return this.#service.accounts()
  }

  async stop(): Promise<void> {
    await this.#daemon?.stop()
    await this.#bus.stop()
  }

  async #call(words: readonly string[]): Promise<string> {
    const command = ['gdbus', 'call', '--session', ...words]
    const gdbus = spawnAsUser(this.#desktop, this.#folder, this.env, command)
    if ((await gdbus.exited) !== 0) throw new Error(`${words.join(' ')}: ${gdbus.errors}`)
    return gdbus.lines.join('\n')
  }
}

function spawnAsUser(
  desktop: Desktop,
  folder: string,
  env: Record<string, string>,
  words: readonly string[],
): Running {
  const { namespace } = desktop
  const [program = '', ...args] = [...desktop.enter.slice(namespace.enter.length), ...words]
  return namespace.spawn(program, args, {
    env: {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C',
      HOME: join(folder, 'home'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_RUNTIME_DIR: join(folder, 'runtime'),
      ...env,
    },
  })
}
