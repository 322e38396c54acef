/** One way of signing in that a proxy offers (RFC 9110 section 11.3). */
export interface Challenge {
  /** Lower case. */
  scheme: string
  /** What follows the scheme when it is one word: NTLM's and Negotiate's messages. */
  token: string
  /** Names in lower case. */
  parameters: ReadonlyMap<string, string>
}

/** More than this nobody offers; the rest is not looked at. */
const MAX_CHALLENGES = 16

/** Scheme and a blank, or a comma, or the end; a token with padding; `name = value`. */
const SCHEME = /[ \t,]*([a-z0-9!#$%&'*+.^_`|~-]+)(?=[ \t]+[^ \t=]|[ \t]*(?:,|$))/iy
const TOKEN = /[ \t]+([a-z0-9._~+/-]+=*)(?=[ \t]*(?:,|$))/iy
const PARAMETER = /[ \t,]*([a-z0-9!#$%&'*+.^_`|~-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/iy

/**
 * Reads the challenges of all `Proxy-Authenticate` fields, joined by commas, which also separate parameters. What cannot be
 * read ends the list: nothing that came before is lost.
 */
export function parseChallenges(text: string): Challenge[] {
  const challenges: Challenge[] = []
  let at = 0
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match !== null) at = pattern.lastIndex
    return match
  }
  while (challenges.length < MAX_CHALLENGES) {
    const scheme = next(SCHEME)?.[1]
    if (scheme === undefined) break
    const token = next(TOKEN)?.[1] ?? ''
    const parameters = new Map<string, string>()
    for (let match = next(PARAMETER); match !== null; match = next(PARAMETER)) {
      const [, name = '', quoted, plain = ''] = match
      parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain)
    }
    challenges.push({ scheme: scheme.toLowerCase(), token, parameters })
  }
  return challenges
}
