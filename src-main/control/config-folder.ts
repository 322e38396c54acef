import { isAbsolute, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where the program keeps its settings and, in `profiles`, the connections. Throws when the user has no home, because
 * then there is no place that would be his alone.
 */
export function configFolder(env: Environment, platform: NodeJS.Platform): string {
  const { HOME: home, APPDATA: appData, XDG_CONFIG_HOME: xdg } = env
  if (platform === 'win32' && appData) return join(appData, 'Culvert')
  const isFreedesktop = platform !== 'win32' && platform !== 'darwin'
  // XDG Base Directory: a relative path is to be ignored.
  if (isFreedesktop && xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'culvert')
  if (!home) throw new Error('There is no home folder (HOME is not set).')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Culvert')
  return join(home, '.config', 'culvert')
}
