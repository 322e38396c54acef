import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Where distributions have it. Never looked for in PATH, which belongs to whoever started us. */
const IP_PLACES = ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip', '/bin/ip'] as const
const SETPRIV_PLACES = ['/usr/bin/setpriv', '/bin/setpriv'] as const

const TIMEOUT_MS = 2_000

/** The `ip` of this computer; undefined when it has none. */
export function findIp(): string | undefined {
  return IP_PLACES.find((path) => existsSync(path))
}

/** A program and its words, so that the kernel ends it together with us, however we end; where util-linux is there. */
export function boundToUs(command: string, args: readonly string[]): [string, string[]] {
  const setpriv = SETPRIV_PLACES.find((path) => existsSync(path))
  return setpriv === undefined
    ? [command, [...args]]
    : [setpriv, ['--pdeathsig', 'KILL', '--', command, ...args]]
}

/** What `ip` answers; undefined when it refuses, as for an address that nothing leads to. */
export function askIp(ip: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(ip, ['-o', ...args], { timeout: TIMEOUT_MS, env: {} }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    )
  })
}
