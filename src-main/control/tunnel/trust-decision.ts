import type { TrustDecision, TrustRequest } from '../../../src-shared/app-state.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { unreachable } from '../../../src-shared/unreachable.ts'
import type { ProfileLibrary } from '../profile-library.ts'
import type { Attempt } from './attempt.ts'

interface Parts {
  library: ProfileLibrary
  /** Asks for a file and resolves with the certificates in it, PEM; undefined when the user changed his mind. */
  chooseCaFile: () => Promise<string | undefined>
}

/** How many characters of the fingerprint must be typed when a pin changes. */
const TYPED_CHARACTERS = 4

/**
 * Does what the user decided about a server. `stay` leaves the question open: the answer was none of those that were
 * offered, or the user went back. Rejects with the failure of a profile that cannot be saved.
 */
export async function applyTrust(
  attempt: Attempt,
  { choices, certificate: { sha256 }, failure }: TrustRequest,
  decision: TrustDecision,
  { library, chooseCaFile }: Parts,
): Promise<'refused' | 'dial' | 'stay'> {
  const change = (identity: Partial<Profile['identity']>) =>
    changeIdentity(library, attempt.profileId, identity)
  switch (decision.choice) {
    case 'refuse':
      return 'refused'
    case 'once':
      if (!choices.once) return 'stay'
      attempt.trustedOnce = sha256
      return 'dial'
    case 'pin': {
      const agreed = choices.pin === 'yes' || (choices.pin === 'typed' && isTypedEnd(sha256, decision.typed))
      if (!agreed) return 'stay'
      const pins = library.find(attempt.profileId)?.profile.identity.pinSha256 ?? []
      const replaces = failure.code === 'certificate-pin-mismatch'
      await change({ pinSha256: replaces ? [sha256] : [...pins, sha256] })
      return 'dial'
    }
    case 'ca': {
      const ca = choices.ca ? await chooseCaFile() : undefined
      if (ca === undefined) return 'stay'
      await change({ ca })
      return 'dial'
    }
    default:
      return unreachable(decision)
  }
}

/** Whether what was typed shows that the new fingerprint was looked at. */
function isTypedEnd(sha256: string, typed: string | undefined): boolean {
  return typed?.trim().toLowerCase() === sha256.slice(-TYPED_CHARACTERS)
}

async function changeIdentity(
  library: ProfileLibrary,
  id: string,
  changes: Partial<Profile['identity']>,
): Promise<void> {
  const profile = library.find(id)?.profile
  if (profile === undefined) return
  await library.replace(id, { ...profile, identity: { ...profile.identity, ...changes } })
}
