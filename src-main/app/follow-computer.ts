import { app } from 'electron'
import type { Log } from '../control/log/log.ts'
import type { StateStore } from '../control/state-store.ts'
import type { TunnelController } from '../control/tunnel-controller.ts'
import { onHopelessGpu, onUncaught, pageRevival } from './crashes.ts'
import type { HostCheck } from './host-facts.ts'
import { failureOf } from './ipc-server.ts'
import type { Memory } from './memory.ts'
import type { Notices } from './notices.ts'
import { followPowerAndNetwork } from './power-and-network.ts'
import type { Presence } from './presence.ts'
import type { Quit } from './quit.ts'
import type { MainWindow } from './window.ts'

interface Parts {
  store: StateStore
  controller: TunnelController
  notices: Notices
  memory: Memory
  presence: Presence
  hostCheck: HostCheck
  quit: Quit
  window: MainWindow
  log: Log
}

/** Follows what happens around us: sleep, networks, signals, the end of the session, and crashes. */
export function followComputer(parts: Parts): { rendererGone(reason: string): void } {
  const { store, controller, notices, memory, presence, hostCheck, quit, window, log } = parts

  followPowerAndNetwork({
    onAwake: () => {
      controller.handleResume()
      // Panels lose icons over sleep and locked screens, and some come back as another process.
      presence.recreateTray()
      hostCheck.run().catch((error) => log.write('warn', 'app', `${error}`))
    },
    onOnline: () => controller.handleOnline(),
    onShutdown: () => void quit.leave(),
  })

  // The system's own ways to quit. Ours ends by `app.exit`, which asks nobody.
  app.on('before-quit', (event) => {
    event.preventDefault()
    quit.request()
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void quit.leave())

  onUncaught((error) => {
    log.write('error', 'app', error instanceof Error ? (error.stack ?? error.message) : String(error))
    notices.add({ type: 'failure', failure: failureOf(error) })
  })

  onHopelessGpu(
    () => {
      const { host, tunnel } = store.get()
      if (host.softwareRendering) return
      if ('profileId' in tunnel && tunnel.state !== 'failed') memory.keepResume(tunnel.profileId, Date.now())
      void quit.leave({ args: ['--software-rendering'] })
    },
    (text) => log.write('error', 'app', text),
  )

  const mayRevive = pageRevival()
  return {
    rendererGone: (reason) => {
      log.write('error', 'window', `the page is gone: ${reason}`)
      notices.add({ type: 'renderer-crashed' })
      // Not while Chromium is still telling of it.
      setImmediate(() => window.discard({ reopen: mayRevive() }))
    },
  }
}
