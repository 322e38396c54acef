import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'

export const HELPER = join(import.meta.dirname, '../../out/native/culvert-helper')

/** A LAN with a default route, a resolv.conf, a TUN node for everybody: what a home computer has. */
const HOME = `
  set -e
  mount -t tmpfs tmpfs /mnt
  mkdir /mnt/etc /mnt/etc.work
  mount -t tmpfs tmpfs /var/lib
  mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/etc,workdir=/mnt/etc.work /etc
  mknod -m 666 /mnt/tun c 10 200
  mount --bind /mnt/tun /dev/net/tun
  rm -f /etc/resolv.conf
  printf 'nameserver 192.0.2.53\\nsearch home.example\\n' > /etc/resolv.conf
  ip link set lo up
  ip link add eth0 type veth peer name lan
  ip link set eth0 addrgenmode none
  ip link set lan addrgenmode none
  ip addr add 192.168.77.2/24 dev eth0
  ip -6 addr add 2001:db8:77::2/64 dev eth0 nodad
  ip link set eth0 up
  ip link set lan up
  until test "$(ip -o link | grep -c ' state UP ')" = 2; do sleep 0.01; done
  ip route add default via 192.168.77.1
  ip -6 route add default via 2001:db8:77::1
`

/** A computer of its own for the helper: network, mounts and journal are private, nothing outside can change. Needs root. */
export class HelperSandbox {
  readonly #holder: ChildProcess
  readonly #helpers: HelperProcess[] = []

  /** `setup` is shell that runs inside after the home has been furnished. */
  static async create(setup = ''): Promise<HelperSandbox> {
    const script = `${HOME}\n${setup}\necho furnished\nexec cat`
    const holder = spawn('unshare', ['-mn', '--propagation', 'private', 'sh', '-c', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const [first] = await Promise.race([once(holder.stdout, 'data'), once(holder, 'close')])
    if (String(first).trim() !== 'furnished') throw new Error(`the sandbox could not be furnished: ${first}`)
    return new HelperSandbox(holder)
  }

  private constructor(holder: ChildProcess) {
    this.#holder = holder
  }

  /** The words that make a command run in here. */
  get enter(): readonly [string, ...string[]] {
    return ['nsenter', '-t', String(this.#holder.pid), '-m', '-n']
  }

  /** Runs a command in here and resolves with what it printed; with its standard error and a note when it failed. */
  exec(...command: string[]): Promise<string> {
    const [enter, ...args] = this.enter
    return new Promise((resolve) => {
      execFile(enter, [...args, ...command], (error, stdout, stderr) => {
        resolve(error === null ? stdout.trim() : `${stdout}${stderr}failed`.trim())
      })
    })
  }

  sh(script: string): Promise<string> {
    return this.exec('sh', '-c', script)
  }

  spawn(command: string, args: readonly string[] = [], env: Record<string, string> = {}): ChildProcess {
    const [enter, ...words] = this.enter
    return spawn(enter, [...words, command, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
  }

  helper(args: readonly string[] = [], env: Record<string, string> = {}): HelperProcess {
    const helper = new HelperProcess(this.spawn(HELPER, args, env))
    this.#helpers.push(helper)
    return helper
  }

  /** A helper that has greeted, been greeted and made a device for uid 65534. */
  async ready(): Promise<HelperProcess> {
    const helper = this.helper()
    await helper.line()
    await helper.ask('hello 2')
    await helper.ask('tun 65534')
    return helper
  }

  /** Everything that the helper can have touched, as text to compare. */
  snapshot(): Promise<string> {
    return this.sh(`
      ip -o link; ip -o addr; ip -4 rule; ip -6 rule; ip -4 route show table all; ip -6 route show table all
      ls -ld --time-style=full-iso /etc/resolv.conf; ls -A /etc | grep -i culvert; cat /etc/resolv.conf
      ls -A /var/lib/culvert 2>/dev/null | grep -v '^lock$'
      cat /proc/sys/net/ipv4/conf/all/arp_ignore; nft list ruleset`)
  }

  async dispose(): Promise<void> {
    for (const helper of this.#helpers) helper.child.kill('SIGKILL')
    await Promise.all(this.#helpers.map((helper) => helper.exited))
    this.#holder.stdin?.end()
    if (this.#holder.exitCode === null) await once(this.#holder, 'close')
  }
}

/** A helper and its lines. */
export class HelperProcess {
  readonly child: ChildProcess
  readonly exited: Promise<number | null>
  errors = ''
  readonly #lines: AsyncIterator<string>

  constructor(child: ChildProcess) {
    this.child = child
    this.exited = new Promise((resolve) => child.once('close', resolve))
    child.stderr?.on('data', (text) => {
      this.errors += text
    })
    // Writing to a helper that has ended is part of what is tested.
    child.stdin?.on('error', () => undefined)
    const reader: Interface = createInterface({ input: child.stdout as NodeJS.ReadableStream })
    this.#lines = reader[Symbol.asyncIterator]()
  }

  /** The next line, or undefined when it has ended. */
  async line(): Promise<string | undefined> {
    const next = await this.#lines.next()
    return next.done ? undefined : next.value
  }

  ask(line: string): Promise<string | undefined> {
    this.child.stdin?.write(`${line}\n`)
    return this.line()
  }

  /** Asks line after line; the answers in order. */
  async say(...lines: readonly string[]): Promise<(string | undefined)[]> {
    const answers: (string | undefined)[] = []
    for (const line of lines) answers.push(await this.ask(line))
    return answers
  }

  /** Ends its input, as the death of the client does, and waits until it has undone everything. */
  async end(): Promise<void> {
    this.child.stdin?.end()
    await this.exited
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal)
    await this.exited
  }
}
