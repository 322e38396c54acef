import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'
import type { RadiusServer } from '../../src-main/testing/radius-client.ts'
import { ownedFolder } from '../testbed/owner.ts'
import type { Identity } from '../testbed/pki.ts'
import { Daemon, freePort, librariesOf } from './daemon.ts'
import type { Authority } from './sign-in.ts'

const PACKAGES = ['hostapd', 'libnl-3-200', 'libnl-genl-3-200', 'libnl-route-3-200'] as const
const SECRET = 'between-the-servers'

export interface HostapdOptions {
  /** Lines of `eap_user`: names in quotation marks, methods, passwords; those with [2] are inside a tunnel. */
  users: string
  tls?: '1.2' | '1.3'
  /** What it shows inside EAP. */
  identity: Identity
  /** Who vouches for the users' certificates. */
  authority: Identity
}

/** hostapd without any radio: only the EAP server that it has inside, asked by RADIUS. */
export class Hostapd implements Authority, AsyncDisposable {
  readonly server: RadiusServer
  readonly #daemon: Daemon

  private constructor(daemon: Daemon, server: RadiusServer) {
    this.#daemon = daemon
    this.server = server
  }

  static async start({ users, tls = '1.2', identity, authority }: HostapdOptions): Promise<Hostapd> {
    const packages = await unpackDebianPackages(...PACKAGES)
    const folder = ownedFolder('hostapd')
    const port = await freePort()
    const unwanted = tls === '1.2' ? '[DISABLE-TLSv1.3]' : '[ENABLE-TLSv1.3][DISABLE-TLSv1.2]'
    const config = `driver=none
interface=lo
logger_stdout=-1
logger_stdout_level=0
eap_server=1
eap_user_file=${folder}/users
ca_cert=${authority.certFile}
server_cert=${identity.certFile}
private_key=${identity.keyFile}
tls_flags=${unwanted}
radius_server_clients=${folder}/clients
radius_server_auth_port=${port}
`
    writeFileSync(join(folder, 'hostapd.conf'), config)
    writeFileSync(join(folder, 'users'), users)
    writeFileSync(join(folder, 'clients'), `127.0.0.1 ${SECRET}\n`)
    const daemon = await Daemon.start({
      program: join(packages, 'usr/sbin/hostapd'),
      // With keys in its words, so that a test can look whether they fit.
      args: ['-dd', '-K', join(folder, 'hostapd.conf')],
      env: { LD_LIBRARY_PATH: librariesOf(packages) },
      ready: 'AP-ENABLED',
    })
    return new Hostapd(daemon, { host: '127.0.0.1', port, secret: SECRET })
  }

  get output(): string {
    return this.#daemon.output
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#daemon[Symbol.asyncDispose]()
  }
}
