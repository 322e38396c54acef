import { waitFor } from './wait-for.ts'

const SERVICE = 'org.freedesktop.secrets'
const ROOT = '/org/freedesktop/secrets'
const COLLECTION = `${ROOT}/collection/login`

/** What opens the keyring; at a desktop it is the password of the log-in. */
export const LOGIN_PASSWORD = 'the password of the log-in'

/** The daemon that reads this password from its standard input. */
export const KEYRING_DAEMON = [
  'gnome-keyring-daemon',
  '--foreground',
  '--unlock',
  '--components=secrets',
] as const

/** Runs `gdbus call` with these words on some session bus, and resolves with what it printed. */
export type BusCall = (words: readonly string[]) => Promise<string>

/** The keyring on a session bus, as any program of its user can ask it (the Secret Service API). */
export class SecretService {
  readonly #busCall: BusCall

  constructor(busCall: BusCall) {
    this.#busCall = busCall
  }

  /** Resolves when it is there and unlocked. */
  async unlocked(): Promise<void> {
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
    const search = 'org.freedesktop.Secret.Service.SearchItems'
    const found = await this.#call(ROOT, search, "{'service': 'culvert'}")
    const items = [...found.matchAll(/'(\/[^']+)'/g)].map((match) => match[1] ?? '')
    const accounts = await Promise.all(items.map((item) => this.#accountOf(item)))
    return accounts.sort()
  }

  async #accountOf(item: string): Promise<string> {
    const answer = await this.#property(item, 'org.freedesktop.Secret.Item', 'Attributes')
    return /'account': '([^']*)'/.exec(answer)?.[1] ?? ''
  }

  async #isOnBus(): Promise<boolean> {
    const bus = ['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus']
    const words = [...bus, '--method', 'org.freedesktop.DBus.NameHasOwner', SERVICE]
    return (await this.#busCall(words)).includes('true')
  }

  async #isLocked(): Promise<boolean> {
    const answer = await this.#property(COLLECTION, 'org.freedesktop.Secret.Collection', 'Locked')
    return answer.includes('true')
  }

  #property(path: string, face: string, name: string): Promise<string> {
    return this.#call(path, 'org.freedesktop.DBus.Properties.Get', face, name)
  }

  #call(path: string, method: string, ...args: readonly string[]): Promise<string> {
    return this.#busCall(['--dest', SERVICE, '--object-path', path, '--method', method, ...args])
  }
}
