import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Running, run } from './processes.ts'
import { KEYRING_DAEMON, LOGIN_PASSWORD, SecretService } from './secret-service.ts'

/**
 * What a session can have: a keyring that is open or closed, a closed one whose question to the user nobody answers, a bus
 * without a keyring, or no bus.
 */
export type KeyringState = 'unlocked' | 'locked' | 'locked-and-asking' | 'no-service' | 'no-bus'

/**
 * A real GNOME Keyring on a session bus of its own, below a folder of its own; needs no root. libsecret keeps the bus that
 * it met first, so whatever is to use another one has to be another process.
 */
export class TestKeyring {
  readonly #folder: string
  readonly #processes: Running[] = []
  readonly #service = new SecretService((words) => this.#call(words))
  #address: string | undefined

  private constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), 'culvert-keyring-'))
    for (const name of ['home', 'runtime', 'services']) mkdirSync(join(this.#folder, name), { mode: 0o700 })
  }

  /** Resolves when programs with `env` find the session in this state. */
  static async start(state: KeyringState): Promise<TestKeyring> {
    const keyring = new TestKeyring()
    try {
      await keyring.#startBus(state)
      if (state === 'no-bus' || state === 'no-service') return keyring
      await keyring.#startDaemon()
      if (state !== 'unlocked') await keyring.lock()
      return keyring
    } catch (error) {
      await keyring.stop()
      throw error
    }
  }

  /** The whole environment of a program in this session, which has no screen. */
  get env(): Record<string, string> {
    return {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C.UTF-8',
      HOME: join(this.#folder, 'home'),
      XDG_RUNTIME_DIR: join(this.#folder, 'runtime'),
      ...(this.#address !== undefined && { DBUS_SESSION_BUS_ADDRESS: this.#address }),
    }
  }

  get #prompterPid(): string {
    return join(this.#folder, 'prompter.pid')
  }

  lock(): Promise<void> {
    return this.#service.lock()
  }

  /** Ends the keyring alone, as a crash would. */
  async endService(): Promise<void> {
    await this.#processes.pop()?.stop()
  }

  async stop(): Promise<void> {
    // The bus started it, and does not end it.
    if (existsSync(this.#prompterPid)) process.kill(Number(readFileSync(this.#prompterPid, 'utf8')))
    for (const running of this.#processes.reverse()) await running.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #startBus(state: KeyringState): Promise<void> {
    if (state === 'no-bus') return
    const config = join(this.#folder, 'bus.conf')
    writeFileSync(config, busConfig(join(this.#folder, 'services')))
    if (state === 'locked-and-asking') this.#installSilentPrompter()
    const bus = this.#spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address'])
    this.#address = await bus.line('address of the session bus', (line) => line.startsWith('unix:'))
  }

  async #startDaemon(): Promise<void> {
    const [command, ...args] = KEYRING_DAEMON
    const daemon = this.#spawn(command, args)
    daemon.child.stdin?.end(LOGIN_PASSWORD)
    await this.#service.unlocked()
  }

  /** Takes the place of the dialog that asks for the password of the keyring, and stays silent. */
  #installSilentPrompter(): void {
    const name = 'org.gnome.keyring.SystemPrompter'
    const script = join(this.#folder, 'prompter.sh')
    writeFileSync(script, `echo $$ > '${this.#prompterPid}'\nexec sleep 600 < /dev/null > /dev/null 2>&1\n`)
    writeFileSync(
      join(this.#folder, 'services', `${name}.service`),
      `[D-BUS Service]\nName=${name}\nExec=/bin/sh ${script}\n`,
    )
  }

  #spawn(command: string, args: readonly string[]): Running {
    const running = new Running(command, args, { env: this.env })
    this.#processes.push(running)
    return running
  }

  async #call(words: readonly string[]): Promise<string> {
    const env = Object.entries(this.env).map(([name, value]) => `${name}=${value}`)
    const { stdout } = await run('env', ['-i', ...env, 'gdbus', 'call', '--session', ...words])
    return stdout
  }
}

/** A bus that starts nothing but what is in the folder: the machine's own services are none of a test's business. */
const busConfig = (services: string) => `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
