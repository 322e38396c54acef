import { execFile } from 'node:child_process'

/** Whoever shows tray icons on a Linux desktop owns this name: a panel, or an extension of GNOME's shell. */
const WATCHER = 'org.kde.StatusNotifierWatcher'

/** A bus that does not answer within this time shows no icons either. */
const TIMEOUT_MS = 2000

const BUS = 'org.freedesktop.DBus'

export type Environment = Readonly<Record<string, string | undefined>>

/** Whether the desktop has a place for our icon. Electron cannot tell: where there is none, nothing is shown. */
export async function findTrayHost(
  platform: NodeJS.Platform,
  env: Environment,
): Promise<'available' | 'missing'> {
  if (platform !== 'linux') return 'available'
  return (await hasOwner(WATCHER, env)) ? 'available' : 'missing'
}

/** Asks the session bus by the first program that can; a desktop has at least one of them. */
export async function hasOwner(name: string, env: Environment): Promise<boolean> {
  // Without an address each of them would try to start a bus of its own.
  if (env.DBUS_SESSION_BUS_ADDRESS === undefined && env.XDG_RUNTIME_DIR === undefined) return false
  for (const [program, args] of questionsAbout(name)) {
    const answer = await answerOf(program, args, env)
    if (answer !== undefined) return /\btrue\b/.test(answer)
  }
  return false
}

function questionsAbout(name: string): [string, string[]][] {
  const method = `${BUS}.NameHasOwner`
  const destination = ['--dest', BUS, '--object-path', '/', '--method', method]
  return [
    ['/usr/bin/gdbus', ['call', '--session', ...destination, name]],
    ['/usr/bin/busctl', ['--user', 'call', BUS, '/', BUS, 'NameHasOwner', 's', name]],
    ['/usr/bin/dbus-send', ['--session', '--print-reply', `--dest=${BUS}`, '/', method, `string:${name}`]],
  ]
}

/** What the program printed; undefined when it is not there, failed, or took too long. */
function answerOf(program: string, args: string[], env: Environment): Promise<string | undefined> {
  const options = { env: { ...env, LC_ALL: 'C' }, timeout: TIMEOUT_MS, encoding: 'utf8' as const }
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout) => resolve(error === null ? stdout : undefined))
  })
}
