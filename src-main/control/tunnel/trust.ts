import { randomUUID } from 'node:crypto'
import type { TrustRequest } from '../../../src-shared/app-state.ts'
import type { Failure, IdentityFailure } from '../../../src-shared/failure.ts'
import { withIssuerChange } from '../../../src-shared/issuer-change.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import type { ProfileLibrary } from '../profile-library.ts'
import type { Attempt } from './attempt.ts'

type Choices = TrustRequest['choices']

const NONE: Choices = { once: false, pin: 'no', ca: false }

/** What the user may decide about a server that was refused; undefined when there is nothing to decide. */
export function trustChoices(failure: Failure): { failure: IdentityFailure; choices: Choices } | undefined {
  switch (failure.code) {
    case 'certificate-self-signed':
    case 'certificate-unknown-issuer':
      return { failure, choices: { once: true, pin: 'yes', ca: true } }
    case 'certificate-wrong-name':
      return { failure, choices: { once: true, pin: 'yes', ca: false } }
    case 'certificate-expired':
      return { failure, choices: { ...NONE, once: true } }
    case 'certificate-pin-mismatch':
      // Somebody in between would look just like this, so a click is not enough.
      return { failure, choices: { ...NONE, pin: 'typed' } }
    default:
      return undefined
  }
}

/** The question to the user; undefined when the failure is not about trust, or leaves nothing to decide. */
export function trustQuestion(
  { profileId, certificate }: Attempt,
  failure: Failure,
  library: ProfileLibrary,
): TrustRequest | undefined {
  const question = trustChoices(failure)
  if (question === undefined || certificate === undefined) return undefined
  const previous = library.certificateOf(profileId)
  return {
    id: randomUUID(),
    host: library.find(profileId)?.profile.server.host ?? '',
    ...question,
    certificate,
    ...(previous !== undefined && { previous }),
  }
}

/** The failure of an attempt in the light of what this profile has trusted before. */
export function explained(
  failure: Failure | undefined,
  { profileId, certificate }: Attempt,
  library: ProfileLibrary,
): Failure | undefined {
  return failure && withIssuerChange(failure, certificate, library.find(profileId)?.trusted)
}

/** The profile for one connection: a certificate that is trusted once is a pin that nobody keeps. */
export function profileTrusting(profile: Profile, sha256: string | undefined): Profile {
  if (sha256 === undefined) return profile
  return { ...profile, identity: { ...profile.identity, pinSha256: [sha256], pinKeySha256: [] } }
}
