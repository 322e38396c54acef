import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'

/** The connections that contain every word of the text in name, server or user. */
export function filterProfiles(profiles: readonly ProfileEntry[], text: string): readonly ProfileEntry[] {
  const words = folded(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return profiles
  return profiles.filter(({ profile }) => {
    const searched = folded(`${profile.name} ${profile.server.host} ${profile.signIn.user ?? ''}`)
    return words.every((word) => searched.includes(word))
  })
}

/** Without case and accents, as people type when they search. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
