import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.ts'

export interface ShippedModule {
  name: string
  version: string
  licence: string
  /** Its folder, below the root. */
  path: string
}

interface Locked {
  version: string
  os?: string | string[]
  cpu?: string | string[]
  license?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** What the set-up of a module needs, or what only its types are made of; nothing of it is packed. */
const NOT_SHIPPED = /^(prebuild-install|node-addon-api|node-linux-.*|@types\/.*|csstype)$/

/** Development dependencies to npm, because nothing of them is needed in node_modules; but they are in the bundles. */
const BUNDLED = ['electron-updater']

/**
 * The modules from npm that can be in a package: all that ours reach from `dependencies`, and for compiled ones those of the
 * system and the processor that are packed for. A bundle leaves out what it does not use, so some of these are named without
 * being there.
 */
export function shippedModules(processor: string = process.arch): ShippedModule[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages as Record<
    string,
    Locked
  >
  const found = new Map<string, ShippedModule>()
  const visit = (from: string, { dependencies, optionalDependencies }: Locked) => {
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = NOT_SHIPPED.test(name) ? undefined : placeOf(lock, from, name)
      if (path === undefined || found.has(path) || !isShipped(lock[path], path, processor)) continue
      const { version, license } = lock[path]
      found.set(path, { name, version, licence: license ?? 'unknown', path })
      visit(path, lock[path])
    }
  }
  visit('', lock[''])
  visit('', { version: '', dependencies: Object.fromEntries(BUNDLED.map((name) => [name, ''])) })
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Compiled modules name their system and processor; an app for macOS has those of both processors that are installed. */
function isShipped({ os, cpu }: Locked, path: string, processor: string): boolean {
  if (os === undefined || cpu === undefined || process.platform === 'darwin')
    return existsSync(join(ROOT, path))
  return [os].flat().includes(process.platform) && [cpu].flat().includes(processor)
}

/** As Node looks for a module: beside whoever asks, then further and further out. */
function placeOf(lock: Record<string, Locked>, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`
    if (place in lock) return place
    if (at === '') return undefined
  }
}
