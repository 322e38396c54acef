import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const STORE = join(import.meta.dirname, '../../out/test-packages')

/**
 * Downloads Debian packages and unpacks them side by side into one folder, without installing anything: to install
 * systemd-resolved, say, would change how this machine asks for names. Resolves with the folder; quick the second time.
 */
export async function unpackDebianPackages(...names: readonly string[]): Promise<string> {
  const folder = join(STORE, folderName(names.join('+')))
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  await mkdir(join(fresh, 'root'), { recursive: true })
  await run('apt-get', ['download', '-q', ...names], { cwd: fresh })
  for (const file of await readdir(fresh)) {
    if (file.endsWith('.deb')) await run('dpkg-deb', ['-x', join(fresh, file), join(fresh, 'root')])
  }
  await rename(join(fresh, 'root'), folder).catch((cause: unknown) => {
    // Another process has unpacked the same meanwhile.
    if (!existsSync(folder)) throw cause
  })
  await rm(fresh, { recursive: true })
  return folder
}

/** Where programs of unpacked packages find their libraries: the value of `LD_LIBRARY_PATH`. */
export function librariesIn(packages: string): string {
  return join(packages, 'usr/lib', process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu')
}

/** A file's name has at most 255 bytes. */
function folderName(names: string): string {
  if (names.length < 200) return names
  return `${names.slice(0, 100)}-${createHash('sha256').update(names).digest('hex').slice(0, 16)}`
}

/** Shell for a sandbox that lays unpacked packages over the system's folders. Debian's /lib and /sbin are links into /usr. */
export function overlay(packages: string): string {
  const layer = (path: string, ...parts: string[]) => {
    const lower = parts.map((part) => `${packages}${part}`)
    const work = `/mnt/${path.replaceAll('/', '.')}`
    return `
      mkdir -p ${work} ${work}.work ${lower.join(' ')}
      mount -t overlay overlay -o lowerdir=${[...lower, path].join(':')},upperdir=${work},workdir=${work}.work ${path}`
  }
  return [
    `test ! -d ${packages}/etc || cp -a ${packages}/etc/. /etc/`,
    layer('/usr/lib', '/lib', '/usr/lib'),
    layer('/usr/sbin', '/sbin', '/usr/sbin'),
    layer('/usr/bin', '/bin', '/usr/bin'),
    layer('/usr/share', '/usr/share'),
    'mount -t tmpfs tmpfs /run',
  ].join('\n')
}

/** What a system bus of one's own needs. */
export const BUS_PACKAGES = [
  'dbus-daemon',
  'dbus-bin',
  'dbus-system-bus-common',
  'libdbus-1-3',
  'libexpat1',
  'libapparmor1',
] as const

/** Shell that starts a system bus; its process id is in /run/bus.pid. */
export const START_BUS = `
  mkdir -p /run/dbus
  grep -q ^messagebus: /etc/passwd || echo 'messagebus:x:991:991::/:/usr/sbin/nologin' >> /etc/passwd
  dbus-daemon --system --fork --print-pid > /run/bus.pid
`

/** Shell that waits until a service has taken its name on that bus. */
export function waitForBusName(name: string): string {
  const ask =
    'dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner'
  return `until ${ask} string:${name} | grep -q true; do sleep 0.05; done`
}
