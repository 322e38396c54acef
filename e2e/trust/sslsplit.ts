import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { librariesIn, unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'
import type { Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'
import type { Running } from '../testbed/processes.ts'
import type { RevocationPki } from '../testbed/revocation-pki.ts'
import { waitFor } from '../testbed/wait-for.ts'

const PACKAGES = [
  'sslsplit',
  'libevent-2.1-7',
  'libevent-core-2.1-7',
  'libevent-openssl-2.1-7',
  'libevent-pthreads-2.1-7',
  'libnet1',
] as const

export interface SslsplitOptions {
  namespace: Namespace
  /** Of the namespace; where it listens, and where the server is. */
  address: string
  port: number
  target: number
  /** Whose authority in between signs the certificates that it makes up. */
  authority: RevocationPki
}

/**
 * Debian's sslsplit: takes TLS connections with a certificate that it makes on the spot from that of the real server, and goes
 * on to that one. Resolves when it listens.
 */
export async function startSslsplit(options: SslsplitOptions): Promise<Running> {
  const { namespace, address, port, target, authority } = options
  const packages = await unpackDebianPackages(...PACKAGES)
  const folder = ownedFolder('sslsplit')
  const file = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const chain = file('chain.pem', authority.between + authority.root)
  const key = file('authority.key', authority.text('between.key'))
  const libraries = librariesIn(packages)
  const where = ['ssl', address, String(port), address, String(target)]
  const proxy = namespace.spawn(
    join(packages, 'usr/bin/sslsplit'),
    ['-D', '-u', 'root', '-c', chain, '-k', key, ...where],
    { env: { ...process.env, LD_LIBRARY_PATH: libraries } },
  )
  const died = proxy.exited.then((code) => {
    throw new Error(`sslsplit ended with ${code}: ${proxy.errors}`)
  })
  // Also when it is ended at last.
  died.catch(() => undefined)
  const listens = async () => (await namespace.exec('ss', ['-ltnH', 'sport', '=', `:${port}`])).stdout !== ''
  await Promise.race([waitFor('sslsplit to listen', listens), died])
  return proxy
}
