import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** The process is part of the name, so that the next run knows whether somebody still works there. Short, for sockets. */
const NAME = /^culvert-run-(\d+)$/

/**
 * Where the tests of this run make their temporary folders. Each takes away its own, but what a killed one left, or what was
 * written a moment too late, goes with this one.
 */
export const RUN_FOLDER = join(tmpdir(), `culvert-run-${process.pid}`)

/** What vitest calls before the first test. */
export function setup(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = NAME.exec(name)?.[1]
    if (owner !== undefined && !isAlive(Number(owner))) remove(join(tmpdir(), name))
  }
  mkdirSync(RUN_FOLDER, { recursive: true })
}

/** What vitest calls after the last one. */
export function teardown(): void {
  remove(RUN_FOLDER)
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    // Somebody else's process lives, too.
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}
