import { chownSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../host/launch.ts'
import type { LaunchedApp } from '../host/launched-app.ts'
import { makeTemporaryFolder, removeFolder } from '../host/temporary-folder.ts'
import { type Desktop, ORDINARY_USER } from '../testbed/desktop.ts'
import { PortRelay } from './port-relay.ts'

export interface LiveApp {
  app: LaunchedApp
  /** Home, configuration and logs of the user are below it. */
  folder: string
  /** Quits and takes everything away but the folder. */
  close(): Promise<void>
  remove(): void
}

/** The whole app, with nothing replaced, as an ordinary user on a computer of the lab. */
export async function launchLive(
  desktop: Desktop,
  options: { env?: Record<string, string>; args?: readonly string[]; folder?: string } = {},
): Promise<LiveApp> {
  const folder = options.folder ?? makeTemporaryFolder()
  makeHome(folder)
  let relay: PortRelay | undefined
  const app = await launch({
    folder,
    enter: desktop.enter,
    env: { CULVERT_ALLOW_ROOT: undefined, USER: 'nobody', ...options.env },
    ...(options.args !== undefined && { args: options.args }),
    reach: async (address) => {
      const url = new URL(address)
      relay = await PortRelay.start(desktop.namespace, Number(url.port))
      url.port = String(relay.port)
      return url.href
    },
  })
  return {
    app,
    folder,
    close: async () => {
      await app.close()
      await relay?.stop()
    },
    remove: () => removeFolder(folder),
  }
}

/** Makes the folders of the ordinary user, and everything in them his. */
export function makeHome(folder: string): void {
  for (const name of ['home', 'config', 'data', 'state', 'cache', 'runtime']) {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
  }
  giveAway(folder)
}

function giveAway(folder: string): void {
  chownSync(folder, ORDINARY_USER, ORDINARY_USER)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), ORDINARY_USER, ORDINARY_USER)
  }
}
