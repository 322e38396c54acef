import { join } from 'node:path'

/** Where things are in a checkout, for the scripts that pack it. */
export const ROOT = join(import.meta.dirname, '..', '..')
export const SOURCES = join(ROOT, 'assets', 'packaging')
export const STAGE = join(ROOT, 'out', 'stage')
export const PACKAGES = join(ROOT, 'out', 'package')

/** Where the packages put the program; electron-builder knows no other place. */
export const INSTALL_FOLDER = '/opt/Culvert'
