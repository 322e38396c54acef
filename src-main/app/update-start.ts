import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { Log } from '../control/log/log.ts'
import type { StateStore } from '../control/state-store.ts'
import type { Memory } from './memory.ts'
import type { Notices } from './notices.ts'
import type { Relaunch } from './quit.ts'
import { realUpdateSource } from './update-source.ts'
import { type UpdateWay, updateWayOf } from './update-way.ts'
import { type UpdateSource, Updates } from './updates.ts'

interface Parts {
  store: StateStore
  notices: Notices
  memory: Pick<Memory, 'keepResume'>
  log: Log
  /** Ends the program in good order; `exit` is then called. */
  leave(): void
}

export interface Updating {
  way: UpdateWay
  readonly updates: Updates | undefined
  /** The end of the program: by installing what was agreed to, or as it would end anyway. */
  exit(relaunch: Relaunch | undefined, otherwise: (relaunch: Relaunch | undefined) => void): void
}

/** Updates where they are the program's own business; elsewhere nothing but the answer whose business they are. */
export function createUpdates(parts: Parts): Updating {
  const { packaged, platform, env } = {
    packaged: app.isPackaged,
    platform: process.platform,
    env: process.env,
  }
  // electron-builder leaves this file in the packages that a package manager looks after.
  const way = updateWayOf({ packaged, platform, env }, () =>
    existsSync(join(process.resourcesPath, 'package-type')),
  )
  const { store, notices, memory } = parts
  const log = (text: string) => parts.log.write('info', 'app', text)
  let updates: Updates | undefined
  let source: UpdateSource | undefined
  let agreed = false
  const leave = () => {
    const { tunnel } = store.get()
    if (tunnel.state === 'connected') memory.keepResume(tunnel.profileId, Date.now())
    agreed = true
    parts.leave()
  }
  if (way === 'own') {
    realUpdateSource(log).then(
      (found) => {
        source = found
        updates = new Updates({ store, notices, source: found, leave, log, now: Date.now })
      },
      (cause) => log(`updates: ${cause}`),
    )
  }
  return {
    way,
    get updates() {
      return updates
    },
    exit: (relaunch, otherwise) => {
      updates?.close()
      if (agreed && source !== undefined) source.install()
      else otherwise(relaunch)
    },
  }
}
