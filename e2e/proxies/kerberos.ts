import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { librariesIn, unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'
import { LAB, type Lab } from '../testbed/lab.ts'
import type { Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'
import { waitFor } from '../testbed/wait-for.ts'

const REALM = 'LAB.TEST'
const PORT = 88

const CLIENT_CONFIG = `
[libdefaults]
default_realm = ${REALM}
dns_lookup_kdc = false
dns_lookup_realm = false
dns_canonicalize_hostname = false
rdns = false
[realms]
${REALM} = {
  kdc = ${LAB.server}:${PORT}
}
[domain_realm]
.lab.test = ${REALM}
`

/** MIT's Kerberos, as Debian has it: an authority of tickets on the lab's server, and what asks it on the lab's client. */
export class Kerberos {
  readonly #lab: Lab
  readonly #packages: string
  readonly #folder = ownedFolder('kerberos')

  private constructor(lab: Lab, packages: string) {
    this.#lab = lab
    this.#packages = packages
    // Whoever the command becomes when root starts it reads his ticket in here.
    chmodSync(this.#folder, 0o755)
  }

  /** Resolves when tickets are given out. */
  static async start(lab: Lab): Promise<Kerberos> {
    const packages = await unpackDebianPackages(
      ...['krb5-kdc', 'krb5-admin-server', 'krb5-user', 'libgssapi-krb5-2', 'libkrb5-3', 'libk5crypto3'],
      ...['libkrb5support0', 'libkeyutils1', 'libcom-err2', 'libkadm5clnt-mit12', 'libkadm5srv-mit12'],
      ...['libkdb5-10', 'libgssrpc4', 'libverto1', 'libverto-libev1', 'libev4'],
    )
    const kerberos = new Kerberos(lab, packages)
    await kerberos.#begin()
    return kerberos
  }

  /** Where the libraries are, for a computer that has none of its own. */
  get libraries(): string {
    return librariesIn(this.#packages)
  }

  async addUser(user: string, password: string): Promise<void> {
    await this.#admin(`addprinc -pw ${password} ${user}`)
  }

  /** Makes a service known; resolves with the file of its keys. */
  async addService(service: string): Promise<string> {
    const file = join(this.#folder, `${service.replaceAll('/', '-')}.keytab`)
    await this.#admin(`addprinc -randkey ${service}`)
    await this.#admin(`ktadd -k ${file} ${service}`)
    // squid's helpers are nobody.
    chmodSync(file, 0o644)
    return file
  }

  /** Signs a user in on the client; resolves with what `KRB5CCNAME` has to be. */
  async signIn(user: string, password: string): Promise<string> {
    const file = join(this.#folder, `ticket-of-${user}`)
    await this.#run(this.#lab.client, 'usr/bin/kinit', ['-c', file, user], `${password}\n`)
    chmodSync(file, 0o644)
    return `FILE:${file}`
  }

  async #begin(): Promise<void> {
    const { server, client } = this.#lab
    for (const computer of [server, client])
      await computer.exec('sh', ['-c', 'cat > /etc/krb5.conf'], { input: CLIENT_CONFIG })
    mkdirSync(join(this.#folder, 'kdc'), { mode: 0o700 })
    writeFileSync(this.#config, this.#kdcConfig())
    await this.#run(server, 'usr/sbin/kdb5_util', ['create', '-s', '-r', REALM, '-P', 'master'])
    const kdc = server.spawn(join(this.#packages, 'usr/sbin/krb5kdc'), ['-n', '-r', REALM], {
      env: this.#env,
    })
    const died = kdc.exited.then((code) => {
      throw new Error(`krb5kdc ended with ${code}: ${kdc.errors}`)
    })
    // Also when it is ended at last.
    died.catch(() => undefined)
    const listens = async () => (await server.exec('ss', ['-ltnH', 'sport', '=', `:${PORT}`])).stdout !== ''
    await Promise.race([waitFor('krb5kdc to listen', listens), died])
  }

  get #config(): string {
    return join(this.#folder, 'kdc', 'kdc.conf')
  }

  #kdcConfig(): string {
    return `
[kdcdefaults]
kdc_listen = ${LAB.server}:${PORT}
kdc_tcp_listen = ${LAB.server}:${PORT}
[realms]
${REALM} = {
  database_name = ${join(this.#folder, 'kdc', 'principal')}
  key_stash_file = ${join(this.#folder, 'kdc', 'stash')}
}
[dbmodules]
db_module_dir = ${join(this.libraries, 'krb5/plugins/kdb')}
`
  }

  get #env(): NodeJS.ProcessEnv {
    return { ...process.env, LD_LIBRARY_PATH: this.libraries, KRB5_KDC_PROFILE: this.#config }
  }

  #admin(question: string): Promise<void> {
    return this.#run(this.#lab.server, 'usr/sbin/kadmin.local', ['-r', REALM, '-q', question])
  }

  async #run(computer: Namespace, program: string, args: readonly string[], input = ''): Promise<void> {
    const variables = ['LD_LIBRARY_PATH', 'KRB5_KDC_PROFILE'].map((name) => `${name}=${this.#env[name]}`)
    await computer.exec('env', [...variables, join(this.#packages, program), ...args], { input })
  }
}
