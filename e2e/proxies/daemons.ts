import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { librariesIn, unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'
import { LAB, type Lab } from '../testbed/lab.ts'
import { ownedFolder } from '../testbed/owner.ts'
import { testPki } from '../testbed/pki.ts'
import type { Running } from '../testbed/processes.ts'
import { waitFor } from '../testbed/wait-for.ts'

/** Who may use the proxies that want a sign-in. */
export const PROXY_USER = { user: 'anna', password: 'sesame-sesame' } as const

/** Where the server behind the proxies is, as only they know it. */
export const HIDDEN = 'hidden.lab.test'

/** Ports of the proxies, all on the lab's server. */
export const PORT = {
  tinyproxy: 8881,
  tinyproxyBasic: 8882,
  squidBasic: 3128,
  squidDigest: 3129,
  squidNtlm: 3130,
  squidTls: 3131,
  squidClosed: 3132,
  squidKerberos: 3133,
  socks: 1080,
  socksPassword: 1081,
  dante: 1082,
  dantePassword: 1083,
  haproxy: 8443,
  nginx: 8444,
} as const

/** Debian's own servers, unpacked and not installed, each a process with a configuration of its own. */
export class Daemons {
  readonly #lab: Lab
  readonly #packages: string
  readonly #folder = ownedFolder('proxies')

  private constructor(lab: Lab, packages: string) {
    this.#lab = lab
    this.#packages = packages
    // Some of them give up being root, and still have to read what is in here.
    chmodSync(this.#folder, 0o755)
  }

  static async create(lab: Lab): Promise<Daemons> {
    const packages = await unpackDebianPackages(
      ...[
        'dante-server',
        'libwrap0',
        'tinyproxy-bin',
        'microsocks',
        'haproxy',
        'libopentracing1',
        'libopentracing-c-wrapper0',
      ],
      ...['nginx', 'libnginx-mod-stream', 'squid', 'squid-common', 'squid-langpack'],
      ...['libgssapi-krb5-2', 'libkrb5-3', 'libk5crypto3', 'libkrb5support0', 'libkeyutils1', 'libcom-err2'],
      ...['libecap3', 'libltdl7', 'libnfnetlink0', 'libnetfilter-conntrack3', 'libtdb1', 'liblua5.3-0'],
    )
    return new Daemons(lab, packages)
  }

  async tinyproxy(port: number, signIn = ''): Promise<Running> {
    const file = this.#write(
      `tinyproxy-${port}.conf`,
      `Port ${port}\nListen ${LAB.server}\nTimeout 60\n${signIn}\n`,
    )
    return await this.#start('usr/bin/tinyproxy', ['-d', '-c', file], port)
  }

  async microsocks(port: number, ...signIn: readonly string[]): Promise<void> {
    await this.#start('usr/bin/microsocks', ['-i', LAB.server, '-p', String(port), ...signIn], port)
  }

  /** Lets the server's computer, which has an /etc of its own, know whom dante asks it about. */
  async addUser(): Promise<void> {
    const { user, password } = PROXY_USER
    const script = `
      echo '${user}:x:2001:2001::/:/usr/sbin/nologin' >> /etc/passwd
      echo "${user}:$(openssl passwd -6 -stdin):19000:0:99999:7:::" >> /etc/shadow`
    await this.#lab.server.exec('sh', ['-c', script], { input: `${password}\n` })
  }

  async dante(port: number, method: 'none' | 'username'): Promise<void> {
    const text = `
logoutput: stderr
internal: ${LAB.server} port = ${port}
external: lo
clientmethod: none
socksmethod: ${method}
user.privileged: root
user.unprivileged: nobody
client pass { from: 0.0.0.0/0 to: 0.0.0.0/0 }
socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 command: connect }
`
    const file = this.#write(`dante-${port}.conf`, text)
    await this.#start('usr/sbin/danted', ['-f', file, '-p', join(this.#folder, `dante-${port}.pid`)], port)
  }

  /** One for each way to sign in: a way is a matter of the whole server. */
  async squid(port: number, rules: readonly string[], tls = ''): Promise<void> {
    const share = join(this.#packages, 'usr/share/squid')
    const lines = [
      `http${tls === '' ? '' : 's'}_port ${LAB.server}:${port} ${tls}`,
      'cache_effective_user nobody',
      'pid_filename none',
      'cache_log /dev/null',
      'memory_cache_shared off',
      'access_log none',
      'cache deny all',
      'pinger_enable off',
      `unlinkd_program ${this.helper('unlinkd')}`,
      `logfile_daemon ${this.helper('log_file_daemon')}`,
      'netdb_filename none',
      'shutdown_lifetime 0 seconds',
      `coredump_dir ${this.#folder}`,
      `mime_table ${this.#write('mime.conf', '')}`,
      `icon_directory ${join(share, 'icons')}`,
      `error_directory ${join(share, 'errors/templates')}`,
      ...rules,
    ]
    const file = this.#write(`squid-${port}.conf`, `${lines.join('\n')}\n`)
    await this.#start('usr/sbin/squid', ['-N', '-d', '1', '-n', `p${process.pid}s${port}`, '-f', file], port)
  }

  /** The full name of one of squid's helpers. */
  helper(name: string): string {
    return join(this.#packages, 'usr/lib/squid', name)
  }

  /** Front ends that look at the name in TLS, and turn away whoever sends another one or none. */
  async haproxy(port: number): Promise<void> {
    const text = `
defaults
  mode tcp
  timeout connect 5s
  timeout client 1m
  timeout server 1m
frontend tls
  bind ${LAB.server}:${port}
  tcp-request inspect-delay 5s
  tcp-request content accept if { req.ssl_hello_type 1 }
  use_backend vpn if { req.ssl_sni -i ${HIDDEN} }
backend vpn
  server vpn 127.0.0.1:443
`
    await this.#start('usr/sbin/haproxy', ['-db', '-f', this.#write('haproxy.cfg', text)], port)
  }

  async nginx(port: number): Promise<void> {
    const text = `
load_module ${join(this.#packages, 'usr/lib/nginx/modules/ngx_stream_module.so')};
daemon off;
user root;
pid ${join(this.#folder, 'nginx.pid')};
error_log stderr;
events {}
stream {
  map $ssl_preread_server_name $place { ${HIDDEN} 127.0.0.1:443; default 127.0.0.1:1; }
  server { listen ${LAB.server}:${port}; ssl_preread on; proxy_pass $place; }
}
`
    await this.#start('usr/sbin/nginx', ['-c', this.#write('nginx.conf', text)], port)
  }

  /** A file for one of them, with its full name. */
  write(name: string, text: string): string {
    return this.#write(name, text)
  }

  /** Certificate and key for a proxy over TLS, as squid wants to be told. */
  async squidCertificate(name: string): Promise<string> {
    const { cert, key } = await (await testPki()).leaf({ names: [name] })
    return `tls-cert=${this.#write('squid.crt', cert)} tls-key=${this.#write('squid.key', key)}`
  }

  #write(name: string, text: string): string {
    const file = join(this.#folder, name)
    writeFileSync(file, text)
    return file
  }

  async #start(program: string, args: readonly string[], port: number): Promise<Running> {
    const { server } = this.#lab
    const libraries = librariesIn(this.#packages)
    const running = server.spawn(join(this.#packages, program), args, {
      env: { ...process.env, LD_LIBRARY_PATH: libraries },
    })
    const listens = async () => {
      const { stdout } = await server.exec('ss', ['-ltnH', 'sport', '=', `:${port}`])
      return stdout !== ''
    }
    const died = running.exited.then((code) => {
      throw new Error(`${program} ended with ${code}: ${running.errors}${running.lines.join('\n')}`)
    })
    // Also when another one is the first to fail.
    died.catch(() => undefined)
    await Promise.race([waitFor(`${program} on port ${port}`, listens), died])
    return running
  }
}
