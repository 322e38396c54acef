import { parseArgs } from 'node:util'
import { FailureError } from '../../src-shared/failure.ts'

export interface ConnectOptions {
  target: string
  user?: string
  passwordStdin: boolean
  json: boolean
  routes: boolean
  once: boolean
  tlsKeylog?: string
  verbose: boolean
}

export type Command =
  | ({ name: 'connect' } & ConnectOptions)
  | { name: 'doctor'; target: string; json: boolean }
  | { name: 'repair' }
  | { name: 'help'; topic?: string }
  | { name: 'version' }

export const COMMANDS = ['connect', 'doctor', 'repair', 'help', 'version'] as const

const OPTIONS = {
  user: { type: 'string', short: 'u' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
  'no-routes': { type: 'boolean' },
  once: { type: 'boolean' },
  'tls-keylog': { type: 'string' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

/** Which options mean something to which command; `help` and `version` are understood everywhere. */
const ALLOWED: Readonly<Record<'connect' | 'doctor' | 'repair', readonly string[]>> = {
  connect: ['user', 'password-stdin', 'json', 'no-routes', 'once', 'tls-keylog', 'verbose'],
  doctor: ['json'],
  repair: [],
}

/** Reads the command line (without node and script). Throws `FailureError` with code `usage`, in words. */
export function parseCommand(argv: readonly string[]): Command {
  refusePassword(argv)
  const { values, positionals } = parse(argv)
  const [name, ...rest] = positionals
  if (values.version) return { name: 'version' }
  if (name === undefined) return { name: 'help' }
  if (!isCommand(name)) throw noCommand(name)
  if (name === 'help') return help(rest[0])
  if (values.help) return help(name)
  if (name === 'version') return { name }
  const allowed = ALLOWED[name]
  const stray = Object.keys(values).find((option) => !allowed.includes(option))
  if (stray !== undefined) throw usage(`"culvert ${name}" does not take --${stray}.`)
  if (name === 'repair') {
    if (rest.length > 0) throw usage('"culvert repair" takes no argument.')
    return { name }
  }
  const target = oneTarget(name, rest)
  const json = values.json ?? false
  if (name === 'doctor') return { name, target, json }
  return {
    name: 'connect',
    target,
    json,
    passwordStdin: values['password-stdin'] ?? false,
    routes: !(values['no-routes'] ?? false),
    once: values.once ?? false,
    verbose: values.verbose ?? false,
    ...(values.user !== undefined && { user: values.user }),
    ...(values['tls-keylog'] !== undefined && { tlsKeylog: values['tls-keylog'] }),
  }
}

function isCommand(name: string): name is (typeof COMMANDS)[number] {
  return (COMMANDS as readonly string[]).includes(name)
}

function noCommand(name: string): FailureError {
  return usage(`There is no command "${name}".${suggest(name, COMMANDS)}`)
}

function help(topic: string | undefined): Command {
  if (topic === undefined) return { name: 'help' }
  if (!isCommand(topic)) throw noCommand(topic)
  return { name: 'help', topic }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true })
  } catch (cause) {
    const unknown = /^Unknown option '(-[^']*)'/.exec(String((cause as Error).message))?.[1]
    if (unknown === undefined) throw usage(misuse((cause as Error).message))
    const names = Object.keys(OPTIONS).map((option) => `--${option}`)
    throw usage(`There is no option "${unknown}".${suggest(unknown, names)}`)
  }
}

/** What Node says of a known option that is used wrongly, in our words where it happens to people. */
function misuse(message: string): string {
  const option = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument missing/.exec(message)?.[1]
  return option === undefined ? `${message}.` : `${option} needs a value behind it.`
}

/** Every user of a computer can read every command line, so this is refused before anything else is looked at. */
function refusePassword(argv: readonly string[]): void {
  if (!argv.some((argument) => /^--password(=|$)/.test(argument))) return
  throw usage(
    'A password on the command line could be read by every user of this computer. Use --password-stdin, or let Culvert ask for it.',
  )
}

function oneTarget(name: string, positionals: readonly string[]): string {
  const what = name === 'doctor' ? 'a server' : 'a .sstp file, an sstp:// address or the name of a profile'
  if (positionals.length === 0) throw usage(`"culvert ${name}" needs ${what}.`)
  if (positionals.length > 1)
    throw usage(`"culvert ${name}" takes one argument, but got ${positionals.length}.`)
  return positionals[0]
}

function suggest(typed: string, known: readonly string[]): string {
  const near = known
    .map((name) => ({ name, distance: editDistance(typed, name) }))
    .filter(({ distance }) => distance <= 3)
    .sort((a, b) => a.distance - b.distance)[0]
  return near === undefined ? '' : ` Did you mean "${near.name}"?`
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, substitution)
    }
    row = next
  }
  return row[b.length]
}

function usage(detail: string): FailureError {
  return new FailureError({ code: 'usage', detail })
}
