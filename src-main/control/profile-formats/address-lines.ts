import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { type Failure, FailureError } from '../../../src-shared/failure.ts'
import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import { type ImportedProfile, joined, NOTHING, type Reading, refused } from './imported.ts'
import { parseServer } from './server-address.ts'
import { isSstpUri, profileFromUri } from './sstp-uri.ts'

/** Beyond this it is no list of addresses that a person pasted. */
const MAX_LINES = 300
const MAX_LINE = 1024

/**
 * Reads lines that are an address each: `sstp://user@host`, `host`, `host:port`, `user@host:port`. Empty lines and
 * comments do not count. A password in an address is dropped, not kept and not refused: it is seen by now anyway.
 */
export function readAddressLines(text: string, source: string): Reading {
  const lines = text.split(/\r\n|\r|\n/, 4 * MAX_LINES).map((line) => line.trim())
  const filled = lines.flatMap((line, index) =>
    line === '' || /^(?:#|;|\/\/)/.test(line) ? [] : [{ line, number: index + 1 }],
  )
  const notAConnection: Failure = { code: 'import-not-a-connection', source, looksLike: '' }
  if (filled.length === 0 || filled.length > MAX_LINES) return refused(notAConnection)
  const readings = filled.map(({ line, number }) =>
    readLine(line, { source, number, alone: filled.length === 1 }),
  )
  // Prose has lines that no address looks like; one sentence about all of it says more than one about each.
  const understood = readings.filter((reading) => reading !== NOTHING)
  if (understood.length === 0) return refused(notAConnection)
  const missed = filled.length - understood.length
  return joined([...understood, ...(missed > 0 ? [refused(notAConnection)] : [])])
}

/** True when an address is the only thing in a line, right or wrong, so that words about the address help. */
export function looksLikeAddress(text: string): boolean {
  return isSstpUri(text) || /^[^\s<>"'{}=]{1,1000}$/.test(text)
}

interface Place {
  source: string
  number: number
  /** A word alone may be a server in the local network; among other lines it is a word. */
  alone: boolean
}

function readLine(line: string, place: Place): Reading {
  if (line.length > MAX_LINE || !looksLikeAddress(line)) return NOTHING
  const { rest, ignored } = withoutPassword(line)
  return isSstpUri(rest) ? readUri(rest, ignored, place) : readServer(rest, ignored, place)
}

function readUri(uri: string, ignored: IgnoredSetting[], { source, number }: Place): Reading {
  try {
    return found('sstp-uri', profileFromUri(uri.replace(/[/]?[?#].*$/s, '')), ignored)
  } catch (cause) {
    if (!(cause instanceof FailureError) || cause.failure.code !== 'profile-malformed') throw cause
    return refused({ code: 'import-malformed', source, line: number, mistake: cause.failure.mistake })
  }
}

function readServer(text: string, ignored: IgnoredSetting[], { source, number, alone }: Place): Reading {
  const bare = text.replace(/^https:\/\//i, '')
  const at = bare.lastIndexOf('@')
  const server = parseServer(bare.slice(at + 1).replace(/\/$/, ''))
  if (!alone && !/[.:@]/.test(bare)) return NOTHING
  if ('problem' in server) {
    const mistake = { problem: 'server', mistake: server } as const
    return alone && /[.:@]/.test(bare)
      ? refused({ code: 'import-malformed', source, line: number, mistake })
      : NOTHING
  }
  const profile = defaultProfile(server)
  const user = at > 0 ? bare.slice(0, at) : undefined
  if (user === undefined) return found('server-address', profile, ignored)
  if (user.length > 256 || /\p{Cc}|\p{Cf}/u.test(user) || !user.isWellFormed()) return NOTHING
  return found('server-address', { ...profile, signIn: { ...profile.signIn, user } }, ignored)
}

function withoutPassword(line: string): { rest: string; ignored: IgnoredSetting[] } {
  const [, scheme = '', tail = ''] = /^([a-z+]+:\/\/)?(.*)$/is.exec(line) ?? []
  const at = tail.lastIndexOf('@')
  const colon = tail.indexOf(':')
  if (at === -1 || colon === -1 || colon > at) return { rest: line, ignored: [] }
  return {
    rest: `${scheme}${tail.slice(0, colon)}${tail.slice(at)}`,
    ignored: [{ name: 'password', reason: 'secret' }],
  }
}

function found(
  format: 'sstp-uri' | 'server-address',
  profile: ImportedProfile['profile'],
  ignored: readonly IgnoredSetting[],
): Reading {
  return { profiles: [{ format, profile, ignored, sourceDidNotVerify: false, assumed: [] }], failures: [] }
}
