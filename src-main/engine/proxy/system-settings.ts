import { execFile } from 'node:child_process'
import { proxyFromEnvironment } from './from-environment.ts'
import { proxyFromGnome } from './from-gnome.ts'
import { proxyFromMacos } from './from-macos.ts'
import { proxyFromWindows, WINDOWS_PROXY_KEY } from './from-windows.ts'
import type { ProxySettings } from './settings.ts'

/** A desktop that does not tell at once has none to tell. */
const PATIENCE_MS = 2_000

/** The environment's proxies, or those of the desktop; undefined when there are none. */
export async function systemProxySettings(): Promise<ProxySettings | undefined> {
  const fromEnvironment = proxyFromEnvironment(process.env)
  if (fromEnvironment !== undefined) return fromEnvironment
  switch (process.platform) {
    case 'linux':
      // Without a session there is no desktop, and gsettings would only start a service that nobody needs.
      if (process.env.DBUS_SESSION_BUS_ADDRESS === undefined) return undefined
      return proxyFromGnome(await output('gsettings', ['list-recursively', 'org.gnome.system.proxy']))
    case 'darwin':
      return proxyFromMacos(await output('scutil', ['--proxy']))
    case 'win32':
      return proxyFromWindows(await output('reg', ['query', WINDOWS_PROXY_KEY]))
    default:
      return undefined
  }
}

/** Empty when the program is missing or fails: then there are no settings of this kind. */
function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: PATIENCE_MS, killSignal: 'SIGKILL' }, (error, stdout) =>
      resolve(error === null ? stdout : ''),
    )
  })
}
