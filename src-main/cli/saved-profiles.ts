import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { ProfileEntry } from '../../src-shared/profile-entry.ts'
import type { Language } from '../../src-shared/settings.ts'
import { reportTrust } from '../../src-shared/trust-history.ts'
import { configFolder } from '../control/config-folder.ts'
import { ProfileLibrary } from '../control/profile-library.ts'
import type { Output } from './output.ts'

/** Opens the same saved profiles that the app shows. */
export async function openLibrary(output: Output, language: Language): Promise<ProfileLibrary> {
  const { setAside } = textsFor(language).cli.import
  const folder = configFolder(process.env, process.platform)
  return await ProfileLibrary.open(folder, {
    onSetAside: (file, keptAs) => output.warn(setAside(file, keptAs)),
  })
}

/** Lists what is saved, in the user's order, and what cannot be used. */
export async function list(output: Output, language: Language): Promise<undefined> {
  const words = textsFor(language).cli.import
  const library = await openLibrary(output, language)
  for (const { id, profile } of library.entries()) {
    const { server, signIn } = profile
    const user = signIn.user === undefined ? '' : `${signIn.user}@`
    output.note(`${id}  ${profile.name}  (${user}${server.host}:${server.port})`)
  }
  for (const { id, failure } of library.broken()) {
    output.warn(words.broken(id))
    output.fail(failure)
  }
  if (library.entries().length === 0 && library.broken().length === 0) output.note(words.none)
}

/** Writes a saved profile to standard output as a `.sstp` file; it never holds a secret. */
export async function exportProfile(
  name: string,
  output: Output,
  language: Language,
): Promise<Failure | undefined> {
  const library = await openLibrary(output, language)
  process.stdout.write(library.exportText(savedProfile(name, library.entries()).id))
  return undefined
}

/** Says which certificates a saved profile has trusted, and what happens when the present one ends. */
export async function showTrust(name: string, output: Output, language: Language): Promise<undefined> {
  const words = textsFor(language).trustHistory
  const library = await openLibrary(output, language)
  const { profile, trusted = [] } = savedProfile(name, library.entries())
  const report = reportTrust(trusted, profile.identity, Date.now(), language)
  if (report === undefined) {
    output.note(words.none)
    return
  }
  const { current, now, before, isWarning } = report
  output.note(`${current.subject} (${current.issuer})\nSHA-256 ${current.sha256}`)
  if (isWarning) output.warn(now.join(' '))
  else output.note(now.join(' '))
  for (const { sha256, text } of before) output.note(`${words.beforeTitle}: ${text}\nSHA-256 ${sha256}`)
}

/** By its file's name, or by its own where only one has it. */
function savedProfile(name: string, entries: readonly ProfileEntry[]): ProfileEntry {
  const byId = entries.find(({ id }) => id === name)
  const named = byId === undefined ? entries.filter(({ profile }) => profile.name === name) : [byId]
  if (named.length > 1)
    throw new FailureError({ code: 'profile-ambiguous', name, places: named.map(({ id }) => id) })
  const [found] = named
  if (found === undefined) throw new FailureError({ code: 'profile-not-found', name })
  return found
}
