import { chmodSync, cpSync, lstatSync, lutimesSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PackageRequest } from './fpm-arguments.ts'

export interface TreeEntry {
  /** From the root of the installed system, without a slash in front. */
  path: string
  type: 'folder' | 'file' | 'link'
  size: number
}

/** Set where packages are made to be looked at, not to be given to people: a minute of compressing is left out. */
export const QUICK = 'CULVERT_QUICK_PACKAGES'

/** Chromium's sandbox works without user namespaces only if it starts as root. */
const SET_UID = /\/chrome-sandbox$/

/**
 * Puts the files of a package where they will be installed, below `root`, with the modes that they will have: whoever builds
 * may have any umask. Resolves with what is there, in a fixed order.
 */
export function layOut(root: string, mappings: PackageRequest['mappings'], time: number): TreeEntry[] {
  for (const { from, to } of mappings) {
    const target = join(root, to)
    mkdirSync(from.endsWith('/') ? target : dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  }
  const entries = walk(root, '')
  for (const { path, type } of entries) {
    const file = join(root, path)
    if (type === 'folder') chmodSync(file, 0o755)
    if (type === 'file') chmodSync(file, modeOf(file))
  }
  for (const { path } of entries.toReversed()) lutimesSync(join(root, path), time, time)
  chmodSync(root, 0o755)
  lutimesSync(root, time, time)
  return entries
}

function modeOf(file: string): number {
  if (SET_UID.test(file)) return 0o4755
  return lstatSync(file).mode & 0o100 ? 0o755 : 0o644
}

function walk(root: string, below: string): TreeEntry[] {
  return readdirSync(join(root, below))
    .sort()
    .flatMap((name): TreeEntry[] => {
      const path = join(below, name)
      const found = lstatSync(join(root, path))
      if (found.isDirectory()) return [{ path, type: 'folder', size: 0 }, ...walk(root, path)]
      return [{ path, type: found.isSymbolicLink() ? 'link' : 'file', size: found.size }]
    })
}
