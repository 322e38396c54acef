import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { placesOf } from './environment.ts'
import { trayImagePath } from './tray-image.ts'
import { TRAY_ICONS } from './tray-model.ts'

const ROOT = join(import.meta.dirname, '../..')
const { assets, windowIcon } = placesOf({ folder: join(ROOT, 'out', 'app'), packaged: false, env: {} })

it.each(['linux', 'darwin', 'win32'] as const)('has a picture for each state on %s', (platform) => {
  const paths = TRAY_ICONS.map((icon) => trayImagePath(icon, assets, platform))
  expect(new Set(paths).size).toBe(TRAY_ICONS.length)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
  expect(existsSync(windowIcon)).toBe(true)
})
