/** Who brings new versions: the system's package manager, the program itself, or whoever unpacked it. */
export type UpdateWay = 'package-manager' | 'own' | 'by-hand'

interface Circumstances {
  packaged: boolean
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
}

/** On Linux only an AppImage may replace itself: what a package has installed belongs to root. `installed` is read from the package. */
export function updateWayOf({ packaged, platform, env }: Circumstances, installed: () => boolean): UpdateWay {
  if (!packaged) return 'by-hand'
  if (platform !== 'linux') return 'own'
  if (env.APPIMAGE !== undefined) return 'own'
  return installed() ? 'package-manager' : 'by-hand'
}
