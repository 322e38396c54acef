import { mkdir, rm, writeFile } from 'node:fs/promises'
import { forget, undoAtExit } from './cleanup.ts'
import { isOrphan, orphanedFolders, ownedName } from './owner.ts'
import { Running, type RunResult, run } from './processes.ts'
import { type Snapshot, takeSnapshot } from './snapshot.ts'
import { waitFor } from './wait-for.ts'

/**
 * A network namespace of its own name, with `lo` up and its own /etc/resolv.conf. Needs root. Whoever creates one
 * removes it in a `finally`; what a killed run leaves, the next run's `sweep` removes.
 */
export class Namespace {
  readonly name: string
  readonly #interfaces: string[] = []
  readonly #running: Running[] = []

  private constructor(name: string) {
    this.name = name
  }

  static async create(label: string): Promise<Namespace> {
    const namespace = new Namespace(ownedName(label))
    const { name } = namespace
    undoAtExit(name, [
      ['sh', '-c', `kill -9 $(ip netns pids ${name})`],
      ['ip', 'netns', 'del', name],
      ['rm', '-rf', `/etc/netns/${name}`],
    ])
    // `ip netns exec` mounts the files of this folder over those in /etc, for the command that it runs.
    await mkdir(`/etc/netns/${name}`, { recursive: true })
    await writeFile(`/etc/netns/${name}/resolv.conf`, '# none\n')
    await run('ip', ['netns', 'add', name])
    // Duplicate address detection only makes addresses change their state a second later.
    await namespace.exec('sysctl', ['-qw', 'net.ipv6.conf.default.accept_dad=0'])
    await namespace.exec('ip', ['link', 'set', 'lo', 'up'])
    return namespace
  }

  /** The file that commands in here see as /etc/resolv.conf. */
  get resolvConf(): string {
    return `/etc/netns/${this.name}/resolv.conf`
  }

  exec(command: string, args: readonly string[], options?: Parameters<typeof run>[2]): Promise<RunResult> {
    return run('ip', ['netns', 'exec', this.name, command, ...args], options)
  }

  /** Starts a program that keeps running; `remove` ends it. */
  spawn(
    command: string,
    args: readonly string[],
    options?: ConstructorParameters<typeof Running>[2],
  ): Running {
    const running = new Running('ip', ['netns', 'exec', this.name, command, ...args], options)
    this.#running.push(running)
    return running
  }

  /** Starts a TypeScript or JavaScript file with the same Node that runs us. */
  spawnNode(file: string, args: readonly string[] = []): Running {
    return this.spawn(process.execPath, [file, ...args])
  }

  snapshot(): Promise<Snapshot> {
    return takeSnapshot(this)
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
    for (const pid of await this.pids()) killNow(pid)
    await waitFor(`the end of the processes in ${this.name}`, async () => (await this.pids()).length === 0)
    for (const device of this.#interfaces) await this.exec('ip', ['link', 'del', device], { check: false })
    await removeNamespace(this.name)
    forget(this.name)
  }
}

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
    await removeNamespace(name)
  }
  for (const folder of orphanedFolders()) await rm(folder, { recursive: true, force: true })
}

async function removeNamespace(name: string): Promise<void> {
  await run('ip', ['netns', 'del', name], { check: false })
  await rm(`/etc/netns/${name}`, { recursive: true, force: true })
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It may have ended by itself since it was listed.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
