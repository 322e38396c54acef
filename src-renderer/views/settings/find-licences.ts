import type { Licence } from '../../../src-shared/ipc-contract.ts'

/** Those that have every word of the search in their name or text; those with all of them in the name come first. */
export function findLicences(licences: readonly Licence[], search: string): readonly Licence[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return licences
  const has = (text: string) => {
    const within = text.toLowerCase()
    return words.every((word) => within.includes(word))
  }
  const byName = licences.filter(({ name }) => has(name))
  return [
    ...byName,
    ...licences.filter((licence) => !byName.includes(licence) && has(`${licence.name} ${licence.text}`)),
  ]
}
