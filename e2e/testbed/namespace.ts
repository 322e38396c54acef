import { rm } from 'node:fs/promises'
import { forget, undoAtExit } from './cleanup.ts'
import { isOrphan, orphanedFolders, ownedName } from './owner.ts'
import { Running, type RunResult, run } from './processes.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { waitFor } from './wait-for.ts'

/**
 * What a computer has of its own: /etc, where only the difference to ours is kept, without the names that this machine
 * happens to know; an empty /var/lib and /run; a TUN node that everybody may open. `cat` holds it until our end of the
 * pipe is closed, even by our death.
 */
const FURNISH = `
  set -e
  mount -t tmpfs tmpfs /mnt
  mkdir /mnt/etc /mnt/etc.work
  mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/etc,workdir=/mnt/etc.work /etc
  mount -t tmpfs tmpfs /var/lib
  mount -t tmpfs tmpfs /run
  mknod -m 666 /mnt/tun c 10 200
  mount --bind /mnt/tun /dev/net/tun
  rm -f /etc/resolv.conf
  echo '# no name servers' > /etc/resolv.conf
  echo "127.0.0.1 localhost $(hostname)" > /etc/hosts
  # A bare Debian has neither, and nothing of ours may need them.
  rm -f /etc/protocols /etc/services
  # Duplicate address detection only makes addresses change their state a second later.
  sysctl -qw net.ipv6.conf.default.accept_dad=0
  ip link set lo up
  echo furnished
  exec cat
`

/**
 * A computer of its own: a named network namespace with `lo` up, and private system folders. Needs root. Whoever creates
 * one removes it in a `finally`; what a killed run leaves, the next run removes.
 */
export class Namespace {
  readonly name: string
  readonly #holder: Running
  readonly #interfaces: string[] = []
  readonly #running: Running[] = []

  private constructor(name: string, holder: Running) {
    this.name = name
    this.#holder = holder
  }

  static async create(label: string): Promise<Namespace> {
    swept ??= sweep()
    await swept
    const name = ownedName(label)
    undoAtExit(name, [
      ['sh', '-c', `kill -9 $(ip netns pids ${name})`],
      ['ip', 'netns', 'del', name],
    ])
    await run('ip', ['netns', 'add', name])
    const holder = new Running('ip', ['netns', 'exec', name, 'sh', '-c', FURNISH])
    const namespace = new Namespace(name, holder)
    try {
      await holder.line('furnished namespace', (line) => line === 'furnished')
    } catch (cause) {
      await namespace.remove()
      throw cause
    }
    return namespace
  }

  /** A process in here, whose `/proc` shows what the namespace's own files and network are. */
  get pid(): number {
    const { pid } = this.#holder.child
    if (pid === undefined) throw new Error(`${this.name} has no process`)
    return pid
  }

  /** The words that make a command run in here. */
  get enter(): readonly string[] {
    return ['nsenter', '-t', String(this.pid), '-m', '-n', '--']
  }

  exec(
    command: string,
    args: readonly string[] = [],
    options?: Parameters<typeof run>[2],
  ): Promise<RunResult> {
    const [enter, ...words] = this.enter
    return run(enter, [...words, command, ...args], options)
  }

  /** Starts a program that keeps running; `remove` ends it. */
  spawn(
    command: string,
    args: readonly string[],
    options?: ConstructorParameters<typeof Running>[2],
  ): Running {
    const [enter, ...words] = this.enter
    const running = new Running(enter, [...words, command, ...args], options)
    this.#running.push(running)
    return running
  }

  /** Starts a TypeScript or JavaScript file with the same Node that runs us. */
  spawnNode(file: string, args: readonly string[] = []): Running {
    return this.spawn(process.execPath, [file, ...args])
  }

  /** Makes `resolv.conf` name these servers and nothing else. */
  async setNameServers(...servers: readonly string[]): Promise<void> {
    const text = servers.map((server) => `nameserver ${server}\n`).join('')
    await this.exec('sh', ['-c', 'cat > /etc/resolv.conf'], { input: text })
  }

  snapshot(): Promise<Snapshot> {
    return takeSnapshot((command, args) => this.exec(command, args))
  }

  /** Ids of the processes that run in here. */
  async pids(): Promise<number[]> {
    const { stdout } = await run('ip', ['netns', 'pids', this.name], { check: false })
    return stdout.split('\n').filter(Boolean).map(Number)
  }

  /** Notes an interface that must be deleted before the namespace; a veth takes its other end along. */
  ownInterface(device: string): void {
    this.#interfaces.push(device)
  }

  /** Ends everything that runs in here and takes the namespace away. Idempotent. */
  async remove(): Promise<void> {
    await Promise.all(this.#running.map((running) => running.stop()))
    await this.#holder.stop()
    for (const pid of await this.pids()) killNow(pid)
    await waitFor(`the end of the processes in ${this.name}`, async () => (await this.pids()).length === 0)
    for (const device of this.#interfaces) {
      await run('ip', ['-n', this.name, 'link', 'del', device], { check: false })
    }
    await run('ip', ['netns', 'del', this.name], { check: false })
    forget(this.name)
  }
}

/** The first namespace of a process removes what earlier runs have left. */
let swept: Promise<void> | undefined

/** Joins two namespaces by a cable; addresses are written as `10.0.0.1/24`. */
export async function connect(
  one: { namespace: Namespace; device: string; address: string },
  other: { namespace: Namespace; device: string; address: string },
): Promise<void> {
  await run('ip', [
    ...['link', 'add', one.device, 'netns', one.namespace.name, 'type', 'veth'],
    ...['peer', 'name', other.device, 'netns', other.namespace.name],
  ])
  one.namespace.ownInterface(one.device)
  for (const { namespace, device, address } of [one, other]) {
    await namespace.exec('ip', ['addr', 'add', address, 'dev', device])
    await namespace.exec('ip', ['link', 'set', device, 'up'])
  }
  // The kernel adds the link-local addresses, and their routes, some milliseconds after the carrier.
  for (const { namespace, device } of [one, other]) {
    await waitFor(`carrier on ${device}`, async () => {
      const { stdout } = await namespace.exec('ip', ['-6', '-o', 'addr', 'show', 'dev', device])
      return stdout.includes('fe80:')
    })
  }
}

/** Removes what killed runs have left: namespaces, with everything that still runs in them, and temporary files. */
export async function sweep(): Promise<void> {
  const { stdout } = await run('ip', ['netns', 'list'])
  const orphans = stdout
    .split('\n')
    .map((line) => line.split(' ')[0])
    .filter(isOrphan)
  for (const name of orphans) {
    const { stdout: pids } = await run('ip', ['netns', 'pids', name], { check: false })
    for (const pid of pids.split('\n').filter(Boolean)) killNow(Number(pid))
    await run('ip', ['netns', 'del', name], { check: false })
  }
  for (const folder of orphanedFolders()) await rm(folder, { recursive: true, force: true })
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It may have ended by itself since it was listed.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
