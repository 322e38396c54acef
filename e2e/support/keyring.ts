import { join } from 'node:path'
import type { Desktop } from '../testbed/desktop.ts'
import type { Running } from '../testbed/processes.ts'
import { waitFor } from '../testbed/wait-for.ts'

const SERVICE = 'org.freedesktop.secrets'
const ROOT = '/org/freedesktop/secrets'
const COLLECTION = `${ROOT}/collection/login`

/** What opens the keyring; at a desktop it is the password of the log-in. */
const LOGIN_PASSWORD = 'the password of the log-in'

/** The session bus of the ordinary user on a computer of the lab, with a real GNOME Keyring on it. */
export class Keyring {
  readonly #desktop: Desktop
  readonly #folder: string
  readonly #bus: Running
  readonly #address: string
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
    this.#daemon = spawnAsUser(this.#desktop, this.#folder, this.env, [
      'gnome-keyring-daemon',
      ...['--foreground', '--unlock', '--components=secrets'],
    ])
    this.#daemon.child.stdin?.end(LOGIN_PASSWORD)
    // A question to the service itself would make the bus start another one, with nothing in it.
    await waitFor('the keyring on the bus', () => this.#isOnBus())
    await waitFor('the keyring to be unlocked', async () => (await this.#isLocked()) === false)
  }

  async lock(): Promise<void> {
    await this.#call(ROOT, 'org.freedesktop.Secret.Service.Lock', `[objectpath '${COLLECTION}']`)
    await waitFor('the keyring to be locked', () => this.#isLocked())
  }

  /** The accounts for which it keeps a password of ours. */
  async accounts(): Promise<string[]> {
    const found = await this.#call(
      ROOT,
      'org.freedesktop.Secret.Service.SearchItems',
      "{'service': 'culvert'}",
    )
    const items = [...found.matchAll(/'(\/[^']+)'/g)].map((match) => match[1] ?? '')
    const accounts = await Promise.all(items.map((item) => this.#accountOf(item)))
    return accounts.sort()
  }

  async stop(): Promise<void> {
    await this.#daemon?.stop()
    await this.#bus.stop()
  }

  async #accountOf(item: string): Promise<string> {
    const answer = await this.#property(item, 'org.freedesktop.Secret.Item', 'Attributes')
    return /'account': '([^']*)'/.exec(answer)?.[1] ?? ''
  }

  async #isOnBus(): Promise<boolean> {
    const method = 'org.freedesktop.DBus.NameHasOwner'
    return (await this.#call('/org/freedesktop/DBus', method, SERVICE)).includes('true')
  }

  async #isLocked(): Promise<boolean> {
    const answer = await this.#property(COLLECTION, 'org.freedesktop.Secret.Collection', 'Locked')
    return answer.includes('true')
  }

  #property(path: string, face: string, name: string): Promise<string> {
    return this.#call(path, 'org.freedesktop.DBus.Properties.Get', face, name)
  }

  async #call(path: string, method: string, ...args: readonly string[]): Promise<string> {
    const destination = path === '/org/freedesktop/DBus' ? 'org.freedesktop.DBus' : SERVICE
    const gdbus = spawnAsUser(this.#desktop, this.#folder, this.env, [
      ...['gdbus', 'call', '--session', '--dest', destination],
      ...['--object-path', path, '--method', method, ...args],
    ])
    if ((await gdbus.exited) !== 0) throw new Error(`${method}: ${gdbus.errors}`)
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
