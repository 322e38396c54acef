import { basename, dirname } from 'node:path'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import type { Language } from '../../src-shared/settings.ts'
import type { TrustedCertificate } from '../../src-shared/trust-history.ts'
import type { ProfileLibrary } from '../control/profile-library.ts'
import { type FoundProfile, profilesFolder } from '../control/profile-store.ts'
import type { Output } from './output.ts'
import { openLibrary } from './saved-profiles.ts'

/** What earlier runs have learnt of a server, and where this one writes down what it learns. */
export interface KnownServer {
  zeroKey: boolean
  noteZeroKey(works: boolean): Promise<void>
  /** What this profile has trusted, newest first. */
  trusted(): Promise<readonly TrustedCertificate[]>
  /** Adds what the server showed to the history of the profile. */
  noteTrusted(certificate: PresentedCertificate): Promise<void>
}

const NOTHING = async () => undefined
const UNKNOWN: KnownServer = {
  zeroKey: false,
  noteZeroKey: NOTHING,
  noteTrusted: NOTHING,
  trusted: async () => [],
}

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
  if (!isSaved) return UNKNOWN
  const id = basename(source.path, '.sstp')
  const tell = (cause: unknown) =>
    output.handle({ type: 'log', level: 'debug', text: `what is known of this server: ${String(cause)}` })
  // With what the app has written meanwhile, and one after the other: each writes the whole file.
  let last: Promise<void> = Promise.resolve()
  const write = (change: (library: ProfileLibrary) => Promise<void>): Promise<void> => {
    last = last.then(async () => change(await openLibrary(output, language))).catch(tell)
    return last
  }
  const read = <Answer>(look: (library: ProfileLibrary) => Answer, otherwise: Answer): Promise<Answer> =>
    openLibrary(output, language).then(look, (cause: unknown) => {
      tell(cause)
      return otherwise
    })
  // Looking it up takes a moment, which only this method has a use for.
  const needsKey = profile.signIn.methods.includes('eap-ms-chap-v2')
  return {
    zeroKey: needsKey && (await read((library) => library.takesZeroKey(id), false)),
    noteZeroKey: (works) => write((library) => library.rememberZeroKey(id, works)),
    noteTrusted: (certificate) => write((library) => library.noteTrusted(id, certificate, Date.now())),
    trusted: () => read((library) => library.find(id)?.trusted ?? [], []),
  }
}
