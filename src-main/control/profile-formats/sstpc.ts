import { joined, type Reading, refused } from './imported.ts'
import { assemble } from './ingredients.ts'
import { readPppdWords } from './pppd-options.ts'
import { type ShellCommand, type ShellWord, shellCommands } from './shell-words.ts'
import { readSstpcWords, type SstpcFacts } from './sstpc-options.ts'

export const SSTPC_SIGN = /\bsstpc(?=[\s"'])|\bsstp-pppd-plugin\b/

/** More commands than this in one text are no list that a person wrote. */
const MAX_COMMANDS = 300

/**
 * Reads command lines of `sstpc`, of `pppd` with `sstpc` in its `pty`, and files from /etc/ppp/peers, in which such a
 * command may stand anywhere and lines end nothing.
 */
export function readSstpc(text: string, source: string): Reading {
  const commands = shellCommands(text)
  const found = commands.flatMap((command) => factsOfCommand(command) ?? [])
  if (found.length === 0) {
    const peers = factsOfPppd(commands.flat())
    if (peers !== undefined) found.push(peers)
  }
  if (found.length === 0) {
    const mistake = { problem: 'no-command', of: 'sstpc' } as const
    return refused({ code: 'import-malformed', source, mistake })
  }
  return joined(found.slice(0, MAX_COMMANDS).map((facts) => readFacts(facts, source)))
}

function readFacts({ localName, ...facts }: SstpcFacts, source: string): Reading {
  const variable = [facts.server, facts.user ?? localName ?? ''].find((text) => /[$`]/.test(text))
  if (variable !== undefined) {
    const mistake = { problem: 'variable', name: variable } as const
    return refused({ code: 'import-malformed', source, mistake, ...(facts.line && { line: facts.line }) })
  }
  return assemble('sstpc', source, { ...facts, user: facts.user ?? localName })
}

/** Undefined for a command that is neither `sstpc` nor `pppd`, whatever stands before it, as in `sudo sstpc`. */
function factsOfCommand(command: ShellCommand): SstpcFacts | undefined {
  const start = command.findIndex(isProgram('sstpc'))
  if (start !== -1 && !isArgument(command, start)) {
    const facts = noFacts()
    readPppdWords(readSstpcWords(command.slice(start + 1), facts), facts)
    return facts.server === '' ? undefined : facts
  }
  const pppd = command.findIndex(isProgram('pppd'))
  return pppd === -1 || isArgument(command, pppd) ? undefined : factsOfPppd(command.slice(pppd + 1))
}

function factsOfPppd(words: readonly ShellWord[]): SstpcFacts | undefined {
  const facts = noFacts()
  readPppdWords(words, facts, ({ text, line }) => {
    const [inner = []] = shellCommands(text)
    const start = inner.findIndex(isProgram('sstpc'))
    if (start === -1) return
    // What stands behind the server is for the pppd that sstpc starts itself; here pppd is there already.
    readSstpcWords(inner.slice(start + 1), facts)
    facts.line = line
  })
  return facts.server === '' ? undefined : facts
}

function noFacts(): SstpcFacts {
  return { server: '', ignored: [], methods: ['ms-chap-v2'] }
}

function isProgram(name: string): (word: ShellWord) => boolean {
  return ({ text }) => text === name || text.endsWith(`/${name}`)
}

/** A program's name begins its command, behind `sudo`, `exec`, `VARIABLE=value` and the like. */
function isArgument(command: ShellCommand, start: number): boolean {
  return command
    .slice(0, start)
    .some(({ text }) => !/^(?:-.*|sudo|doas|exec|nohup|env|time|\{|\$|%|[A-Za-z_]\w*=.*)$/s.test(text))
}
