import { readFileSync } from 'node:fs'

/** The switches that we set, in their order in the program; `0` is off, `1` on. docs/packaging.md names them. */
const WANTED = '01001100'
const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** Looks at the switches of the Electron in this file, which come after a mark, a version and their number. */
export function checkFuses(program: string): string[] {
  const bytes = readFileSync(program)
  const at = bytes.indexOf(MARK)
  if (at < 0) return [`${program} has no switches of Electron`]
  const first = at + MARK.length + 2
  const found = bytes.toString('latin1', first, first + WANTED.length)
  return found === WANTED ? [] : [`Electron's switches are ${found}, not ${WANTED}`]
}
