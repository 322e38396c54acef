import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from './owner.ts'
import { run } from './processes.ts'

/** A certificate and its key, as PEM and as the files that hold them. */
export interface Identity {
  cert: string
  key: string
  certFile: string
  keyFile: string
}

export interface LeafOptions {
  /** DNS names and IP addresses that the certificate carries; the first one is also its common name. */
  names: readonly string[]
  key?: 'rsa' | 'ecdsa'
  validity?: 'now' | 'expired' | 'not-yet'
  /** Left out: TLS server. `none` writes no extended key usage at all. */
  usage?: 'server' | 'client' | 'none'
  /** Signed by its own key instead of the authority's. */
  selfSigned?: boolean
}

const VALIDITY = {
  now: ['20200101000000Z', '20480101000000Z'],
  expired: ['20200101000000Z', '20210101000000Z'],
  'not-yet': ['20470101000000Z', '20480101000000Z'],
} as const

const USAGE = {
  server: 'extendedKeyUsage = serverAuth',
  client: 'extendedKeyUsage = clientAuth',
  none: '',
} as const

/** `openssl ca` and not `openssl x509`, because OpenSSL 3.0 lets only the former choose the first day. */
const CA_CONFIG = `
[ca]
default_ca = testbed
[testbed]
dir = .
new_certs_dir = .
database = index.txt
serial = serial
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
`

/** A certification authority made of the openssl program in a folder of its own. */
export class Pki {
  readonly authority: Identity
  readonly #folder: string
  readonly #leaves = new Map<string, Promise<Identity>>()
  /** openssl locks neither its index nor its serial number. */
  #queue: Promise<unknown> = Promise.resolve()

  private constructor(folder: string) {
    this.#folder = folder
    this.authority = read(folder, 'ca')
  }

  static async create(): Promise<Pki> {
    const folder = ownedFolder('pki')
    writeFileSync(join(folder, 'ca.cnf'), CA_CONFIG)
    writeFileSync(join(folder, 'index.txt'), '')
    writeFileSync(join(folder, 'serial'), '01')
    await run('openssl', [
      ...[
        'req',
        '-x509',
        ...keyArguments('rsa'),
        '-keyout',
        join(folder, 'ca.key'),
        '-out',
        join(folder, 'ca.crt'),
      ],
      ...['-days', '3650', '-subj', '/CN=Culvert Test Authority'],
      ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ])
    return new Pki(folder)
  }

  /** The same options give the same certificate. */
  leaf(options: LeafOptions): Promise<Identity> {
    const name = JSON.stringify(options)
    const known = this.#leaves.get(name)
    if (known !== undefined) return known
    const made = this.#queue.then(() => this.#make(`leaf-${this.#leaves.size}`, options))
    this.#leaves.set(name, made)
    this.#queue = made.catch(() => undefined)
    return made
  }

  async #make(name: string, options: LeafOptions): Promise<Identity> {
    const { names, key = 'rsa', validity = 'now', usage = 'server', selfSigned = false } = options
    const file = (extension: string) => join(this.#folder, `${name}.${extension}`)
    writeFileSync(
      file('ext'),
      [
        'basicConstraints = CA:FALSE',
        `subjectAltName = ${names.map(alternative).join(',')}`,
        USAGE[usage],
      ].join('\n'),
    )
    await run('openssl', [
      ...['req', '-new', ...keyArguments(key), '-keyout', file('key'), '-out', file('csr')],
      ...['-subj', `/CN=${names[0]}`],
    ])
    const [from, to] = VALIDITY[validity]
    await run('sh', [
      '-c',
      'cd "$1" && shift && exec openssl ca -batch -notext -config ca.cnf "$@"',
      ...['sh', this.#folder, '-in', file('csr'), '-out', file('crt'), '-extfile', file('ext')],
      ...['-startdate', from, '-enddate', to, '-cert', 'ca.crt'],
      ...(selfSigned ? ['-selfsign', '-keyfile', file('key')] : ['-keyfile', 'ca.key']),
    ])
    return read(this.#folder, name)
  }
}

let shared: Promise<Pki> | undefined

/** The one authority of this process. */
export function testPki(): Promise<Pki> {
  shared ??= Pki.create()
  return shared
}

function alternative(name: string): string {
  return /^[\d.]+$|:/.test(name) ? `IP:${name}` : `DNS:${name}`
}

function keyArguments(kind: 'rsa' | 'ecdsa'): string[] {
  return kind === 'rsa'
    ? ['-nodes', '-newkey', 'rsa:2048']
    : ['-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']
}

function read(folder: string, name: string): Identity {
  const [certFile, keyFile] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)]
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), certFile, keyFile }
}
