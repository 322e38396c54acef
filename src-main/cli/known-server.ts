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
  // Only when there is something to write, and with what the app has written meanwhile.
  const noteTrusted = async (certificate: PresentedCertificate) =>
    openLibrary(output, language)
      .then((library) => library.noteTrusted(id, certificate, Date.now()))
      .catch(tell)
  const trusted = () =>
    openLibrary(output, language).then(
      (library) => library.find(id)?.trusted ?? [],
      (cause: unknown) => {
        tell(cause)
        return []
      },
    )
  if (!profile.signIn.methods.includes('eap-ms-chap-v2')) return { ...UNKNOWN, noteTrusted, trusted }
  let library: ProfileLibrary
  try {
    library = await openLibrary(output, language)
  } catch (cause) {
    tell(cause)
    return { ...UNKNOWN, noteTrusted, trusted }
  }
  return {
    noteTrusted,
    trusted,
    zeroKey: library.takesZeroKey(id),
    noteZeroKey: (works) => library.rememberZeroKey(id, works).catch(tell),
  }
}
