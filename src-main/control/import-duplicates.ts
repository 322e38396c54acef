import type { Profile } from '../../src-shared/profile.ts'
import type { ProfileEntry } from '../../src-shared/profile-entry.ts'

/** Two connections with the same key lead the same user to the same server. Names of hosts have no case, users have. */
export function connectionKey({ server, signIn }: Profile): string {
  return JSON.stringify([server.host.toLowerCase(), server.port, signIn.user ?? ''])
}

/** Finds the saved connection that a profile repeats. */
export function duplicateFinder(
  saved: readonly ProfileEntry[],
): (profile: Profile) => { id: string; name: string } | undefined {
  const byKey = new Map<string, { id: string; name: string }>()
  for (const { id, profile } of saved) {
    const key = connectionKey(profile)
    if (!byKey.has(key)) byKey.set(key, { id, name: profile.name })
  }
  return (profile) => byKey.get(connectionKey(profile))
}

/** Gives each name once, whatever its case: the second `Office` becomes `Office (2)`. */
export class UniqueNames {
  readonly #taken = new Set<string>()
  readonly #last = new Map<string, number>()

  constructor(names: Iterable<string>) {
    for (const name of names) this.#taken.add(plain(name))
  }

  take(wanted: string): string {
    let name = wanted
    for (let count = this.#last.get(plain(wanted)) ?? 2; this.#taken.has(plain(name)); count++) {
      const suffix = ` (${count})`
      name = `${wanted.slice(0, 200 - suffix.length).toWellFormed()}${suffix}`
      this.#last.set(plain(wanted), count + 1)
    }
    this.#taken.add(plain(name))
    return name
  }
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
