import { parseArgs } from 'node:util'
import { FailureError } from '../../src-shared/failure.ts'
import { type Texts, textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'
import { nearestOf } from './nearest-name.ts'

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
  | { name: 'doctor' | 'routes'; target: string; json: boolean }
  | { name: 'import'; sources: string[]; yes: boolean }
  | { name: 'export' | 'trust'; target: string }
  | { name: 'list' }
  | { name: 'repair' }
  | { name: 'unblock' }
  | { name: 'help'; topic?: string }
  | { name: 'version' }

export const COMMANDS = [
  'connect',
  'doctor',
  'routes',
  'import',
  'export',
  'list',
  'trust',
  'repair',
  'unblock',
  'help',
  'version',
] as const

/** What `parseArgs` is asked for; the shells' completions are made from it as well. */
export const OPTIONS = {
  user: { type: 'string', short: 'u' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
  'no-routes': { type: 'boolean' },
  once: { type: 'boolean' },
  'tls-keylog': { type: 'string' },
  verbose: { type: 'boolean', short: 'v' },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const

/** Which options mean something to which command; `help` and `version` are understood everywhere. */
export const ALLOWED: Readonly<Record<Exclude<Command['name'], 'help' | 'version'>, readonly string[]>> = {
  connect: ['user', 'password-stdin', 'json', 'no-routes', 'once', 'tls-keylog', 'verbose'],
  doctor: ['json'],
  routes: ['json'],
  import: ['yes'],
  export: [],
  list: [],
  trust: [],
  repair: [],
  unblock: [],
}

type Words = Texts['cli']['usage'] & Pick<Texts['cli']['import'], 'needsFile' | 'needsProfile'>

/** Reads the command line (without node and script). Throws `FailureError` with code `usage`, in words. */
export function parseCommand(argv: readonly string[], language: Language = 'en'): Command {
  const { cli } = textsFor(language)
  const words = { ...cli.usage, ...cli.import }
  refusePassword(argv, words)
  const { values, positionals } = parse(argv, words)
  const [name, ...rest] = positionals
  if (values.version) return { name: 'version' }
  if (name === undefined) return { name: 'help' }
  if (!isCommand(name)) throw noCommand(name, words)
  if (name === 'help') return help(rest[0], words)
  if (values.help) return help(name, words)
  if (name === 'version') return { name }
  const allowed = ALLOWED[name]
  const stray = Object.keys(values).find((option) => !allowed.includes(option))
  if (stray !== undefined) throw usage(words.optionNotTaken(name, stray))
  if (name === 'import') {
    if (rest.length === 0) throw usage(words.needsFile)
    return { name, sources: rest, yes: values.yes ?? false }
  }
  if (name === 'repair' || name === 'unblock' || name === 'list') {
    if (rest.length > 0) throw usage(words.noArgument(name))
    return { name }
  }
  const target = oneTarget(name, rest, words)
  if (name === 'export' || name === 'trust') return { name, target }
  const json = values.json ?? false
  if (name === 'doctor' || name === 'routes') return { name, target, json }
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

function noCommand(name: string, words: Words): FailureError {
  return usage(words.noCommand(name) + suggestion(name, COMMANDS, words))
}

function help(topic: string | undefined, words: Words): Command {
  if (topic === undefined) return { name: 'help' }
  if (!isCommand(topic)) throw noCommand(topic, words)
  return { name: 'help', topic }
}

function parse(argv: readonly string[], words: Words) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true })
  } catch (cause) {
    const unknown = /^Unknown option '(-[^']*)'/.exec(String((cause as Error).message))?.[1]
    if (unknown === undefined) throw usage(misuse((cause as Error).message, words))
    const names = Object.keys(OPTIONS).map((option) => `--${option}`)
    throw usage(words.noOption(unknown) + suggestion(unknown, names, words))
  }
}

/** What Node says of a known option that is used wrongly, in our words where it happens to people. */
function misuse(message: string, words: Words): string {
  const option = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument missing/.exec(message)?.[1]
  return option === undefined ? `${message}.` : words.needsValue(option)
}

/** Every user of a computer can read every command line, so this is refused before anything else is looked at. */
function refusePassword(argv: readonly string[], words: Words): void {
  if (!argv.some((argument) => /^--password(=|$)/.test(argument))) return
  throw usage(words.noPassword)
}

function oneTarget(
  name: 'connect' | 'doctor' | 'routes' | 'export' | 'trust',
  positionals: readonly string[],
  words: Words,
): string {
  const missing = {
    connect: words.needsTarget,
    doctor: words.needsServer,
    routes: words.needsRoutes,
    export: words.needsProfile('export'),
    trust: words.needsProfile('trust'),
  }
  if (positionals.length === 0) throw usage(missing[name])
  if (positionals.length > 1) throw usage(words.oneArgument(name, positionals.length))
  return positionals[0]
}

function suggestion(typed: string, known: readonly string[], words: Words): string {
  const near = nearestOf(typed, known)
  return near === undefined ? '' : ` ${words.didYouMean(near)}`
}

function usage(detail: string): FailureError {
  return new FailureError({ code: 'usage', detail })
}
