import { join } from 'node:path'
import type { TrayIcon } from './tray-model.ts'

/**
 * The picture for a state. Electron finds the one for dense screens beside it, `@2x`. In colour, because that is seen on light
 * and dark panels alike, and nobody tells us which the panel is: the theme is that of windows, and may be the user's choice for
 * ours. macOS colours its menu bar's pictures itself.
 */
export function trayImagePath(icon: TrayIcon, assets: string, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(assets, 'tray', 'template', `${icon}.png`)
  // Windows picks the size for the scale of its screen out of one file.
  return join(assets, 'tray', 'colour', `${icon}.${platform === 'win32' ? 'ico' : 'png'}`)
}
