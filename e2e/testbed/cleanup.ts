import { runNow } from './processes.ts'

/** Blocking commands that remove what this process has put into the system, for the case that it dies. */
const pending = new Map<string, readonly (readonly string[])[]>()
let listening = false

/**
 * Registers commands that undo `what`. They run, in order and without regard to errors, when the process exits before
 * `forget` was called. A process that is killed runs nothing; `sweep` of the next run removes what it left.
 */
export function undoAtExit(what: string, commands: readonly (readonly string[])[]): void {
  pending.set(what, commands)
  if (listening) return
  listening = true
  process.once('exit', () => {
    for (const [, list] of [...pending].reverse()) {
      for (const [command, ...args] of list) runNow(command, args)
    }
  })
}

export function forget(what: string): void {
  pending.delete(what)
}
