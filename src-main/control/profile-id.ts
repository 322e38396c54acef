import { randomBytes } from 'node:crypto'

const MAX_SLUG = 40

/**
 * A new id, which is also the name of the profile's file: readable, good on every file system, and never one that was
 * used before, because passwords in the keychain are found by it.
 */
export function newProfileId(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '')
  return `${slug || 'profile'}-${randomBytes(4).toString('hex')}`
}
