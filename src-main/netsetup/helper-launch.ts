import { type ChildProcess, spawn } from 'node:child_process'
import { FailureError, type HostFailure } from '../../src-shared/failure.ts'
import { HELPER_PLACES, INSTALLED_HELPER, type LinuxFacts, linuxFacts, PKEXEC } from './linux-facts.ts'

export interface HelperPlace {
  /** The only place to look at, instead of the usual ones. */
  helperPath?: string
  facts?: LinuxFacts
}

/** How the helper is started on this host. */
export interface Launch {
  command: string
  args: readonly string[]
  /** True when a person may be asked for permission, which takes as long as it takes. */
  asks: boolean
}

/**
 * Root starts the helper itself; others through pkexec, which asks, and then only a helper that nobody but root can have
 * changed: the permission is for its path. Throws `FailureError`.
 */
export function chooseLaunch(
  { helperPath, facts = linuxFacts }: HelperPlace,
  args: readonly string[] = [],
): Launch {
  const asRoot = facts.isRoot()
  // The polkit policy is about the installed helper; for another one pkexec would ask in general words.
  const usual = asRoot ? HELPER_PLACES : [INSTALLED_HELPER, ...HELPER_PLACES]
  const places = helperPath === undefined ? usual : [helperPath]
  const path = places.find((place) => facts.isExecutable(place) && (asRoot || facts.belongsToRoot(place)))
  if (path === undefined) {
    throw new FailureError({ code: 'helper-missing', path: helperPath ?? INSTALLED_HELPER })
  }
  if (asRoot) return { command: path, args, asks: false }
  if (!facts.isExecutable(PKEXEC)) {
    throw new FailureError({ code: 'helper-failed', step: 'start', detail: `${PKEXEC} is not installed` })
  }
  return { command: PKEXEC, args: [path, ...args], asks: true }
}

/**
 * Starts it with nothing but three pipes. The helper leaves our session by itself, so that Ctrl-C does not reach it; pkexec
 * may not, because without a desktop it asks for the password at our terminal.
 */
export function spawnHelper({ command, args, asks }: Launch): ChildProcess {
  return spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: !asks, cwd: '/' })
}

/** What it means that the helper ended, or could not be started, before its first line. `said` is its standard error. */
export function startFailure(launch: Launch, code: number | null, said: string): HostFailure {
  const firstLine = said.trim().split('\n')[0] ?? ''
  if (launch.asks && code === 126) return { code: 'helper-refused', because: 'dismissed', detail: '' }
  if (launch.asks && code === 127) {
    const noAgent = /authentication agent|\/dev\/tty/i.test(said)
    return noAgent
      ? { code: 'helper-refused', because: 'no-agent', detail: '' }
      : { code: 'helper-refused', because: 'denied', detail: firstLine }
  }
  const detail = firstLine || (code === null ? 'it was killed' : `it ended with ${code}`)
  return { code: 'helper-failed', step: 'start', detail }
}
