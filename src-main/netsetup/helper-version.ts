import { readFileSync } from 'node:fs'
import { PROTOCOL } from './helper-client.ts'

/** What a helper says to a client of another version, and therefore has in it (native/linux-helper/main.c). */
const SPEAKS = /this helper speaks (\d{1,4})\0/

/**
 * Whether the helper at this path speaks the version that we do. Read out of the program, because starting it needs permission.
 * A file in which nothing is said about that is no reason to call it old.
 */
export function speaksOurVersion(path: string): boolean {
  const said = SPEAKS.exec(readFileSync(path, 'latin1'))?.[1]
  return said === undefined || said === PROTOCOL
}
