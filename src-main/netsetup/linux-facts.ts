import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What has to be known about a Linux host before the helper can be started; a struct, so that tests can be other hosts. */
export interface LinuxFacts {
  isRoot(): boolean
  isExecutable(path: string): boolean
  /** True when nobody but root can change the file, or swap any folder on the way to it. */
  belongsToRoot(path: string): boolean
}

/** Where the packages put the helper. The polkit policy names the same path. */
export const INSTALLED_HELPER = '/usr/lib/culvert/culvert-helper'

export const PKEXEC = '/usr/bin/pkexec'

/** Where the helper may be, best first: in a checkout, beside the bundle that runs, installed. */
export const HELPER_PLACES: readonly string[] = [
  join(import.meta.dirname, '../../out/native/culvert-helper'),
  join(import.meta.dirname, '../native/culvert-helper'),
  INSTALLED_HELPER,
]

export const linuxFacts: LinuxFacts = {
  isRoot: () => process.geteuid?.() === 0,
  isExecutable,
  belongsToRoot,
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function belongsToRoot(path: string): boolean {
  const others = constants.S_IWGRP | constants.S_IWOTH
  try {
    for (let at = realpathSync(path); ; at = dirname(at)) {
      const { uid, mode } = statSync(at)
      if (uid !== 0 || (mode & others) !== 0) return false
      if (at === '/') return true
    }
  } catch {
    return false
  }
}
