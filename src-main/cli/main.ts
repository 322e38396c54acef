import { readFileSync } from 'node:fs'
import { exitCodeFor } from '../../src-shared/exit-codes.ts'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'
import { currentBlock, repair, unblock } from '../netsetup/create-network-setup.ts'
import { type Command, parseCommand } from './args.ts'
import { connect } from './connect.ts'
import { doctor } from './doctor.ts'
import { helpText } from './help.ts'
import { HumanOutput } from './human-output.ts'
import { importProfiles } from './import.ts'
import { JsonOutput } from './json-output.ts'
import { languageOf } from './language.ts'
import type { Output } from './output.ts'
import { dropPrivileges, ownIdentity } from './privileges.ts'
import { previewOfRoutes } from './routes.ts'
import { exportProfile, list, showTrust } from './saved-profiles.ts'
import { terminalOf } from './terminal.ts'

/** Runs one command and sets the exit code; docs/cli.md lists them. */
async function main(argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json')
  // Scripts compare what they read, so it does not change with the language of whoever runs them.
  const language = json ? 'en' : languageOf(process.env)
  let output: Output = outputFor({ json, verbose: false }, language)
  try {
    const command = parseCommand(argv, language)
    if (command.name === 'connect') output = outputFor(command, language)
    const failure = await run(command, output, language)
    if (failure !== undefined) report(failure, output)
  } catch (cause) {
    report(failureOf(cause, output), output)
  }
}

async function run(command: Command, output: Output, language: Language): Promise<Failure | undefined> {
  switch (command.name) {
    case 'connect':
      return connect(command, output, language)
    case 'doctor':
      // The answers of a server that nobody has verified are read here, so root must be gone before.
      return doctor(command.target, output, {
        language,
        beforeNetwork: () => dropPrivileges(ownIdentity()),
      })
    case 'routes':
      return previewOfRoutes(command.target, output, language)
    case 'import':
      return importProfiles(command, output, language)
    case 'export':
      return exportProfile(command.target, output, language)
    case 'trust':
      return showTrust(command.target, output, language)
    case 'list':
      return list(output, language)
    case 'repair': {
      const healed = await repair()
      const { putBack, nothingToRepair } = textsFor(language).cli
      output.note(healed.length === 0 ? nothingToRepair : putBack(healed.join(', ')))
      const because = currentBlock()
      return because === undefined || because === 'tunnel' ? undefined : { code: 'blocked', because }
    }
    case 'unblock': {
      const { unblocked, nothingToUnblock } = textsFor(language).cli
      output.note((await unblock()) ? unblocked : nothingToUnblock)
      return undefined
    }
    case 'help':
      process.stdout.write(helpText(command.topic, language))
      return undefined
    case 'version':
      process.stdout.write(`culvert ${version()}\n`)
      return undefined
  }
}

/** What is no `FailureError` is a fault of ours; where it happened is only for those who mend it. */
function failureOf(cause: unknown, output: Output): Failure {
  if (cause instanceof FailureError) return cause.failure
  const trace = cause instanceof Error ? cause.stack : undefined
  output.handle({ type: 'log', level: 'debug', text: trace ?? 'no trace' })
  return { code: 'internal', detail: String(cause) }
}

function outputFor({ json, verbose }: { json: boolean; verbose: boolean }, language: Language): Output {
  if (json) return new JsonOutput((text) => process.stdout.write(text))
  const [out, err] = [terminalOf(process.stdout, process.env), terminalOf(process.stderr, process.env)]
  return new HumanOutput(out, err, { verbose, language })
}

function report(failure: Failure, output: Output): void {
  process.exitCode = exitCodeFor(failure)
  if (failure.code !== 'cancelled') output.fail(failure)
}

/** The version of the package that this file belongs to, in a checkout and in the bundle alike. */
function version(): string {
  const manifest = new URL('../../package.json', import.meta.url)
  return JSON.parse(readFileSync(manifest, 'utf8')).version
}

/** `culvert … | head` closes the pipe when it has seen enough, which is no fault. */
function tolerateClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

process.stdout.on('error', tolerateClosedPipe)
process.stderr.on('error', tolerateClosedPipe)
await main(process.argv.slice(2))
