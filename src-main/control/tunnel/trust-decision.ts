import type { TrustDecision, TrustRequest } from '../../../src-shared/app-state.ts'
import type { PresentedCertificate } from '../../../src-shared/certificate.ts'
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
  { choices, certificate, failure }: TrustRequest,
  decision: TrustDecision,
  { library, chooseCaFile }: Parts,
): Promise<'refused' | 'dial' | 'stay'> {
  const { sha256 } = certificate
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
      const identity = library.find(attempt.profileId)?.profile.identity
      if (identity === undefined) return 'refused'
      const replaces = failure.code === 'certificate-pin-mismatch'
      await change(
        replaces ? pinsReplacedBy(certificate, identity) : { pinSha256: [...identity.pinSha256, sha256] },
      )
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

/**
 * The new certificate in the place of everything that was pinned, in the forms that the profile used. A pin of the old key
 * that stayed would go on accepting whoever has that key, which may be the reason for the change.
 */
function pinsReplacedBy(
  { sha256, keySha256 }: PresentedCertificate,
  before: Profile['identity'],
): Pick<Profile['identity'], 'pinSha256' | 'pinKeySha256'> {
  const onlyKeys = before.pinSha256.length === 0 && before.pinKeySha256.length > 0
  return {
    pinSha256: onlyKeys ? [] : [sha256],
    pinKeySha256: before.pinKeySha256.length === 0 ? [] : [keySha256],
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
