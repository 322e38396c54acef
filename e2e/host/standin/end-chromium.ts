import { readdirSync, readFileSync, rmSync } from 'node:fs'

/** The system takes a process away within a few milliseconds of its being killed. */
const LOOKS = { count: 200, pauseMs: 10 } as const

/**
 * Ends all processes of a profile and removes it. Killing the first one is not enough: its children notice a little later, and
 * some write their files once more before they go. Synchronous, because the last one to do it is a process that ends itself.
 */
export function endChromium(profile: string): void {
  for (let look = 0; look < LOOKS.count; look++) {
    const left = processesOf(profile)
    if (left.length === 0) break
    for (const pid of left) kill(pid)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOKS.pauseMs)
  }
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

/** A dead process that nobody has asked for yet has no command line any more. */
function processesOf(profile: string): number[] {
  // Children that were forked write their arguments with spaces between them.
  const named = `--user-data-dir=${profile}`
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLineOf(name).split(/[\0 ]/).includes(named))
    .map(Number)
}

function commandLineOf(pid: string): string {
  return unlessGone(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? ''
}

function kill(pid: number): void {
  unlessGone(() => process.kill(pid, 'SIGKILL'))
}

function unlessGone<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined
    throw error
  }
}
