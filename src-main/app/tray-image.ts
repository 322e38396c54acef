import { join } from 'node:path'
import type { TrayIcon } from './tray-model.ts'

interface Surroundings {
  assets: string
  platform: NodeJS.Platform
  /** Whether the desktop is dark, so that the icon has to be light. */
  dark: boolean
}

/** The picture for a state. Electron finds the one for dense screens by itself, `@2x` beside it. */
export function trayImagePath(icon: TrayIcon, { assets, platform, dark }: Surroundings): string {
  // macOS colours a template itself, as its menu bar needs it.
  const variant = platform === 'darwin' ? 'template' : dark ? 'dark' : 'light'
  return join(assets, 'tray', variant, `${icon}.png`)
}
