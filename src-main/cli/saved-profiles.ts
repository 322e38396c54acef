import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { ProfileEntry } from '../../src-shared/profile-entry.ts'
import type { Language } from '../../src-shared/settings.ts'
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
