import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = join(import.meta.dirname, '..', '..', 'node_modules', 'electron')

/**
 * The real Electron, if it is installed. Looked for where the package `electron` itself looks, because importing that package
 * would start a download when there is none.
 */
export function findElectron(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const named = join(PACKAGE, 'path.txt')
  const file = existsSync(named) ? readFileSync(named, 'utf8') : undefined
  const override = env.ELECTRON_OVERRIDE_DIST_PATH
  if (override !== undefined && override !== '') return existing(join(override, file ?? 'electron'))
  return file === undefined ? undefined : existing(join(PACKAGE, 'dist', file))
}

const existing = (path: string) => (existsSync(path) ? path : undefined)
