import { net, powerMonitor } from 'electron'

/** Chromium tells of no change, so it is asked; a change of network is then noticed about as fast as a person does. */
const ASK_MS = 2000

export interface PowerAndNetwork {
  /** The computer woke up, or its user came back. */
  onAwake(): void
  onOnline(online: boolean): void
  /** The computer shuts down, or the session ends. */
  onShutdown(): void
}

/** Follows what happens to the computer. Returns what ends it. */
export function followPowerAndNetwork(follower: PowerAndNetwork): () => void {
  powerMonitor.on('resume', follower.onAwake)
  powerMonitor.on('unlock-screen', follower.onAwake)
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // The system then waits a little, in which the network is restored.
    event?.preventDefault()
    follower.onShutdown()
  })
  let before: boolean | undefined
  const ask = () => {
    const online = net.isOnline()
    if (online === before) return
    before = online
    follower.onOnline(online)
  }
  ask()
  const timer = setInterval(ask, ASK_MS)
  return () => clearInterval(timer)
}
