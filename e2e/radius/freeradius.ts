import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'
import type { RadiusServer } from '../../src-main/testing/radius-client.ts'
import type { Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'
import type { Identity } from '../testbed/pki.ts'
import { run } from '../testbed/processes.ts'
import { Daemon, freePort, librariesOf } from './daemon.ts'
import { type AuthorityOptions, accountPrograms, freeRadiusConfig } from './freeradius-config.ts'
import type { Authority } from './sign-in.ts'

/** The server with the libraries that a machine need not have; nothing of it is installed. */
const PACKAGES = [
  'freeradius',
  'freeradius-common',
  'freeradius-config',
  'libfreeradius3',
  'libtalloc2',
  'libct4',
  'libpcre3',
  'libwbclient0',
  'freetds-common',
] as const

const SECRET = 'between-the-servers'

/** Keeps this version from ending itself when it is sent a new password; see there. */
const KEY_LENGTH_REPAIR = join(import.meta.dirname, 'rc4-key-length.c')

/** FreeRADIUS on a port of its own, as a child of the test, with a configuration of its own. */
export class FreeRadius implements Authority, AsyncDisposable {
  readonly server: RadiusServer
  readonly #daemon: Daemon

  private constructor(daemon: Daemon, server: RadiusServer) {
    this.#daemon = daemon
    this.server = server
  }

  /** Resolves when it answers. `identity` is what it shows inside EAP. */
  static async start(
    options: AuthorityOptions & { identity: Identity; authority: Identity; inside?: Namespace },
  ): Promise<FreeRadius> {
    const packages = await unpackDebianPackages(...PACKAGES)
    const folder = ownedFolder('freeradius')
    const port = await freePort()
    const { certFile, keyFile } = options.identity
    const places = { packages, folder, port, secret: SECRET, certFile, keyFile }
    const config = freeRadiusConfig(options, { ...places, caFile: options.authority.certFile })
    writeFileSync(join(folder, 'radiusd.conf'), config, { mode: 0o600 })
    writeFileSync(join(folder, 'users'), options.users)
    writeFileSync(join(folder, 'accounts'), options.accounts ?? '')
    for (const [name, text] of Object.entries(accountPrograms(folder)))
      writeFileSync(join(folder, name), text, { mode: 0o700 })
    const dictionaries = join(packages, 'usr/share/freeradius')
    const daemon = await Daemon.start({
      program: join(packages, 'usr/sbin/freeradius'),
      args: ['-f', '-xx', '-l', 'stdout', '-d', folder, '-n', 'radiusd', '-D', dictionaries],
      env: {
        LD_LIBRARY_PATH: librariesOf(packages),
        PATH: '/usr/bin:/bin',
        ...(options.accounts !== undefined && { LD_PRELOAD: await keyLengthRepair(folder) }),
      },
      ready: 'Ready to process requests',
      inside: options.inside,
    })
    return new FreeRadius(daemon, { host: '127.0.0.1', port, secret: SECRET })
  }

  get output(): string {
    return this.#daemon.output
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#daemon[Symbol.asyncDispose]()
  }
}

async function keyLengthRepair(folder: string): Promise<string> {
  const library = join(folder, 'rc4-key-length.so')
  await run('cc', ['-shared', '-fPIC', '-O1', '-o', library, KEY_LENGTH_REPAIR])
  return library
}
