import { isAbsolute, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where the program keeps its settings and, in `profiles`, the connections. Throws when the user has no home, because
 * then there is no place that would be his alone.
 */
export function configFolder(env: Environment, platform: NodeJS.Platform): string {
  const { HOME: home, APPDATA: appData, XDG_CONFIG_HOME: xdg } = env
  if (platform === 'win32' && appData) return join(appData, 'Culvert')
  if (!home) throw new Error('There is no home folder (HOME is not set).')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Culvert')
  // XDG Base Directory: a relative path is to be ignored.
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.config'), 'culvert')
}
