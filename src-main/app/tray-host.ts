import { callSessionBus, type Environment } from '../control/secrets/session-bus.ts'

/** Whoever shows tray icons on a Linux desktop owns this name: a panel, or an extension of GNOME's shell. */
const WATCHER = 'org.kde.StatusNotifierWatcher'

const BUS = 'org.freedesktop.DBus'

/** Whether the desktop has a place for our icon. Electron cannot tell: where there is none, nothing is shown. */
export async function findTrayHost(
  platform: NodeJS.Platform,
  env: Environment,
): Promise<'available' | 'missing'> {
  if (platform !== 'linux') return 'available'
  return (await hasOwner(WATCHER, env)) ? 'available' : 'missing'
}

/** Whether somebody on the session bus has the name. */
export async function hasOwner(name: string, env: Environment): Promise<boolean> {
  const call = { destination: BUS, path: '/', interface: BUS, member: 'NameHasOwner', args: [name] }
  const answer = await callSessionBus(call, env)
  return answer !== undefined && /\btrue\b/.test(answer)
}
