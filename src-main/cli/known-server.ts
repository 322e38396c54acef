import { basename, dirname } from 'node:path'
import type { Language } from '../../src-shared/settings.ts'
import type { ProfileLibrary } from '../control/profile-library.ts'
import { type FoundProfile, profilesFolder } from '../control/profile-store.ts'
import type { Output } from './output.ts'
import { openLibrary } from './saved-profiles.ts'

/** What earlier runs have learnt of a server, and where this one writes down what it learns. */
export interface KnownServer {
  zeroKey: boolean
  noteZeroKey(works: boolean): Promise<void>
}

const UNKNOWN: KnownServer = { zeroKey: false, noteZeroKey: async () => undefined }

/**
 * The notes about a saved profile, which the app reads and writes as well. They spare one refused attempt and are worth no
 * failure: without them, as with an address or a file from elsewhere, the tunnel finds out anew.
 */
export async function knownServer(
  { profile, source }: Pick<FoundProfile, 'profile' | 'source'>,
  output: Output,
  language: Language,
): Promise<KnownServer> {
  const isSaved = source.type === 'file' && dirname(source.path) === profilesFolder(process.env)
  if (!isSaved || !profile.signIn.methods.includes('eap-ms-chap-v2')) return UNKNOWN
  const id = basename(source.path, '.sstp')
  const tell = (cause: unknown) =>
    output.handle({ type: 'log', level: 'debug', text: `what is known of this server: ${String(cause)}` })
  let library: ProfileLibrary
  try {
    library = await openLibrary(output, language)
  } catch (cause) {
    tell(cause)
    return UNKNOWN
  }
  return {
    zeroKey: library.takesZeroKey(id),
    noteZeroKey: (works) => library.rememberZeroKey(id, works).catch(tell),
  }
}
