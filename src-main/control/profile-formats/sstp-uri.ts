import { defaultProfile } from '../../../src-shared/default-profile.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import type { ProfileMistake } from '../../../src-shared/profile-mistake.ts'
import { malformed } from './malformed.ts'
import { parseServer } from './server-address.ts'

const SCHEME = /^sstp:\/\//i

/** True for a text that means to be an `sstp://` address, right or wrong. */
export function isSstpUri(text: string): boolean {
  return SCHEME.test(text)
}

/**
 * The profile of `sstp://user@host[:port]`; the user is optional and may have `%` escapes, and a domain as in
 * `sstp://CORP%5Canna@host` or `sstp://anna@example.com@host`. Throws `profile-malformed`; the error never repeats a
 * password, which is refused: addresses end up in histories and process lists.
 */
export function profileFromUri(uri: string): Profile {
  const rest = uri.replace(SCHEME, '')
  const start = uri.length - rest.length
  const at = rest.lastIndexOf('@')
  const userInfo = at === -1 ? undefined : rest.slice(0, at)
  const hidden =
    userInfo === undefined ? uri : `sstp://${userInfo.replace(/:.*/s, ':…')}@${rest.slice(at + 1)}`
  const refuse = (column: number, mistake: ProfileMistake) =>
    malformed(hidden, { line: 1, column: column + 1 }, mistake)

  if (!isSstpUri(uri)) throw refuse(0, { problem: 'not-an-address' })
  const server = parseServer(rest.slice(at + 1).replace(/\/$/, ''))
  if ('problem' in server) throw refuse(start + at + 1, { problem: 'server', mistake: server })
  if (userInfo === undefined) return defaultProfile(server)
  const colon = userInfo.indexOf(':')
  if (colon !== -1) throw refuse(start + colon, { problem: 'password-in-address' })
  const user = decoded(userInfo)
  if (user === undefined || user.trim() === '' || /\p{Cc}/u.test(user) || user.length > 256) {
    throw refuse(start, { problem: 'user-unreadable' })
  }
  const profile = defaultProfile(server)
  return { ...profile, signIn: { ...profile.signIn, user } }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
