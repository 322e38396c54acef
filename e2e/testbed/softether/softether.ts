import { readlink } from 'node:fs/promises'
import type { Namespace } from '../namespace.ts'
import type { Identity } from '../pki.ts'
import type { Running } from '../processes.ts'
import { waitFor } from '../wait-for.ts'
import { type PatchedServer, patchedSoftEther } from './patched-binary.ts'

export interface SoftEtherOptions {
  namespace: Namespace
  /** RSA: the server takes no other. */
  identity: Identity
  users: Readonly<Record<string, string>>
  /** Users who sign in with a certificate, by its common name, and the file of who vouches for them. */
  certified?: { users: readonly string[]; authorityFile: string }
}

/** The network behind the server. The tap, with whatever is started on its address, is its one host. */
export const LAN = {
  gateway: '192.168.30.1',
  tap: '192.168.30.2',
  firstClient: '192.168.30.10',
  lastClient: '192.168.30.200',
  mask: '255.255.255.0',
  secondDns: '192.168.30.3',
  domain: 'lab.test',
  /** A network behind the first host, which the server announces by DHCP. */
  announced: { network: '10.55.0.0', length: 16, mask: '255.255.0.0', host: '10.55.0.1' },
} as const

const HUB = 'LAB'
const TAP = 'lab'
const ADMIN_PASSWORD = 'administrator'

/** SoftEther VPN Server as Debian packages it, on port 443 of a namespace, with one hub and a network behind it. */
export class SoftEther {
  readonly #namespace: Namespace
  readonly #server: Running
  readonly #files: PatchedServer

  private constructor(namespace: Namespace, server: Running, files: PatchedServer) {
    this.#namespace = namespace
    this.#server = server
    this.#files = files
  }

  /** Resolves when users can sign in. */
  static async start({ namespace, identity, users, certified }: SoftEtherOptions): Promise<SoftEther> {
    const files = await patchedSoftEther()
    // Its state goes to memory that nobody else sees.
    const script =
      'for d in /run /var/lib /var/log; do mount -t tmpfs tmpfs $d && mkdir $d/softether || exit; done; exec "$0" execsvc'
    const server = namespace.spawn('unshare', ['-m', 'sh', '-c', script, files.program])
    const softEther = new SoftEther(namespace, server, files)
    try {
      await softEther.#configure(identity, users, certified)
      return softEther
    } catch (cause) {
      await softEther.stop()
      throw cause
    }
  }

  /** Kills it: it takes many seconds to save a configuration that goes with its mounts anyway. Idempotent. */
  async stop(): Promise<void> {
    // It is two processes: one that works, and one that starts the other again.
    for (const pid of await this.#namespace.pids()) {
      if ((await programOf(pid)) === this.#files.program) process.kill(pid, 'SIGKILL')
    }
    await this.#server.exited
    await this.#files.remove()
  }

  async #configure(
    identity: Identity,
    users: SoftEtherOptions['users'],
    certified: SoftEtherOptions['certified'] = { users: [], authorityFile: '' },
  ): Promise<void> {
    await waitFor('SoftEther to listen', () => this.#command([], 'ServerPasswordSet', ADMIN_PASSWORD), {
      timeoutMs: 30_000,
      intervalMs: 250,
    })
    await this.#commands(
      [],
      [
        'ListenerDelete 992',
        'ListenerDelete 1194',
        'ListenerDelete 5555',
        `ServerCertSet /LOADCERT:${identity.certFile} /LOADKEY:${identity.keyFile}`,
        // It would otherwise look for its makers' services on the internet.
        'KeepDisable',
        'VpnAzureSetEnable no',
        'VpnOverIcmpDnsEnable /ICMP:no /DNS:no',
        'ProtoOptionsSet SSTP /NAME:Enabled /VALUE:true',
        `HubCreate ${HUB} /PASSWORD:none`,
        `BridgeCreate ${HUB} /DEVICE:${TAP} /TAP:yes`,
      ],
    )
    const userCommands = Object.entries(users).flatMap(([user, password]) => [
      `UserCreate ${user} /GROUP:none /REALNAME:none /NOTE:none`,
      `UserPasswordSet ${user} /PASSWORD:${password}`,
    ])
    const certifiedCommands = certified.users.flatMap((user) => [
      `UserCreate ${user} /GROUP:none /REALNAME:none /NOTE:none`,
      `UserSignedSet ${user} /CN:${user} /SERIAL:none`,
    ])
    // What begins with a slash would be the name of a parameter; the program runs at the root.
    if (certified.users.length > 0) certifiedCommands.push(`CAAdd ${certified.authorityFile.slice(1)}`)
    const { gateway, firstClient, lastClient, mask, tap, secondDns, domain, announced } = LAN
    await this.#commands(
      [`/ADMINHUB:${HUB}`],
      [
        ...userCommands,
        ...certifiedCommands,
        'SecureNatEnable',
        // Its user-mode NAT is slow and would answer in the place of hosts that do not exist.
        'NatDisable',
        `SecureNatHostSet /MAC:none /IP:${gateway} /MASK:${mask}`,
        `DhcpSet /START:${firstClient} /END:${lastClient} /MASK:${mask} /EXPIRE:7200 /GW:${gateway} /DNS:${tap} /DNS2:${secondDns} /DOMAIN:${domain} /LOG:no /PUSHROUTE:${announced.network}/${announced.mask}/${tap}`,
      ],
    )
    await waitFor('the tap', async () => {
      const { code } = await this.#namespace.exec('ip', ['link', 'show', `tap_${TAP}`], { check: false })
      return code === 0
    })
    await this.#namespace.exec('ip', ['addr', 'add', `${tap}/24`, 'dev', `tap_${TAP}`])
    await this.#namespace.exec('ip', ['addr', 'add', `${announced.host}/32`, 'dev', `tap_${TAP}`])
    await this.#namespace.exec('ip', ['link', 'set', `tap_${TAP}`, 'up'])
  }

  async #command(where: readonly string[], ...command: readonly string[]): Promise<boolean> {
    await this.#namespace.exec('vpncmd', ['localhost:443', '/SERVER', ...where, '/CMD', ...command])
    return true
  }

  async #commands(where: readonly string[], commands: readonly string[]): Promise<void> {
    for (const command of commands) {
      await this.#command([`/PASSWORD:${ADMIN_PASSWORD}`, ...where], ...command.split(' '))
    }
  }
}

/** The file that a process runs; undefined when it has just ended. */
function programOf(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/exe`).catch(() => undefined)
}
