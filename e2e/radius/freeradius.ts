import { type ChildProcess, spawn } from 'node:child_process'
import dgram from 'node:dgram'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'
import type { RadiusServer } from '../../src-main/testing/radius-client.ts'
import { ownedFolder } from '../testbed/owner.ts'
import type { Identity } from '../testbed/pki.ts'
import { run } from '../testbed/processes.ts'
import { type AuthorityOptions, accountPrograms, freeRadiusConfig } from './freeradius-config.ts'

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
const READY = 'Ready to process requests'
const START_MS = 20_000

/** FreeRADIUS on a port of its own, as a child of the test, with a configuration of its own. */
export class FreeRadius implements AsyncDisposable {
  readonly server: RadiusServer
  readonly #process: ChildProcess
  readonly #log: string

  private constructor(process: ChildProcess, server: RadiusServer, log: string) {
    this.#process = process
    this.server = server
    this.#log = log
  }

  /** Resolves when it answers. `identity` is what it shows inside EAP. */
  static async start(
    options: AuthorityOptions & { identity: Identity; authority: Identity },
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
    const libraries = ['/usr/lib/freeradius', '/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu']
    const child = spawn(
      join(packages, 'usr/sbin/freeradius'),
      [
        '-f',
        '-xx',
        '-l',
        'stdout',
        '-d',
        folder,
        '-n',
        'radiusd',
        '-D',
        join(packages, 'usr/share/freeradius'),
      ],
      {
        env: {
          LD_LIBRARY_PATH: libraries.map((path) => packages + path).join(':'),
          PATH: '/usr/bin:/bin',
          ...(options.accounts !== undefined && { LD_PRELOAD: await keyLengthRepair(folder) }),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const log = join(folder, 'output')
    await ready(child, log)
    return new FreeRadius(child, { host: '127.0.0.1', port, secret: SECRET }, log)
  }

  /** Everything that it has said, for tests that have failed. */
  get output(): string {
    return readFileSync(this.#log, 'utf8')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill('SIGKILL')
    await ended
  }
}

function ready(child: ChildProcess, log: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => fail('it did not come up in time'), START_MS)
    const fail = (reason: string) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`FreeRADIUS: ${reason}\n${said.slice(-3_000)}`))
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`it ended with ${code}`))
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      writeFileSync(log, said)
      if (!said.includes(READY)) return
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve()
    })
  })
}

const KEY_LENGTH_REPAIR = join(import.meta.dirname, 'rc4-key-length.c')

/** Compiles what keeps this version from ending itself when it is sent a new password; see there. */
async function keyLengthRepair(folder: string): Promise<string> {
  const library = join(folder, 'rc4-key-length.so')
  await run('cc', ['-shared', '-fPIC', '-O1', '-o', library, KEY_LENGTH_REPAIR])
  return library
}

/** A port of UDP that nobody has at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = dgram.createSocket('udp4')
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })
}
