import { FailureError } from '../../src-shared/failure.ts'
import type { ImportChoice, ImportReview } from '../../src-shared/import-review.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { ProfileEntry } from '../../src-shared/profile-entry.ts'
import { UniqueNames } from './import-duplicates.ts'

/** What is to be done for one choice. */
export type Acceptance =
  | { action: 'add'; profile: Profile }
  /** The saved connection keeps the name that its user gave it. */
  | { action: 'replace'; id: string; profile: Profile }

/**
 * Turns the choices of a review into what is to be saved, in their order. What is to be replaced but is not there any
 * more is added. Throws when a choice names what the review does not have.
 */
export function acceptReview(
  { candidates }: Pick<ImportReview, 'candidates'>,
  choices: readonly ImportChoice[],
  saved: readonly ProfileEntry[],
): Acceptance[] {
  const names = new UniqueNames(saved.map(({ profile }) => profile.name))
  return choices.map(({ index, action, replaces }) => {
    const candidate = candidates.find((each) => each.index === index)
    if (candidate === undefined)
      throw new FailureError({ code: 'internal', detail: `the review has no entry ${index}` })
    const { profile } = candidate
    const old = action === 'replace' ? saved.find(({ id }) => id === replaces) : undefined
    if (old !== undefined)
      return { action: 'replace', id: old.id, profile: { ...profile, name: old.profile.name } }
    return { action: 'add', profile: { ...profile, name: names.take(profile.name) } }
  })
}
