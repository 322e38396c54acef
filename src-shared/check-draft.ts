import { asciiName, isDnsName, isIpv4, isIpv6, isNetwork } from './addresses.ts'
import type { DraftField, DraftProblem, ProfileDraft } from './profile-draft.ts'

/** The same limits as the format has (docs/profile-format.md). */
const LIMIT = {
  NAME: 200,
  USER: 256,
  /** A whole profile has 64 KiB; all other fields together leave more than this. */
  AUTHORITIES: 24 * 1024,
  ITEMS: 20,
  NETWORKS: 500,
  MTU_MIN: 576,
  MTU_MAX: 4087,
} as const

/** A problem with one entry of a list quotes no more of it than this. */
const QUOTE = 60

/**
 * Says what is wrong with a draft, at most one problem a field, in the order of the fields. A draft without problems can
 * be saved; only what a certificate holds is looked at more closely then.
 */
export function checkDraft(draft: ProfileDraft): DraftProblem[] {
  const problems: (DraftProblem | undefined)[] = [
    checkLine('name', draft.name, LIMIT.NAME),
    checkServer(draft.server),
    draft.user.trim() === '' ? undefined : checkLine('user', draft.user, LIMIT.USER),
    draft.methods.length === 0 ? { field: 'methods', problem: 'missing' } : undefined,
    checkHost('verifyName', draft.verifyName),
    checkHost('sni', draft.sni),
    checkAuthorities(draft.ca),
    checkList('pins', draft.pins, LIMIT.ITEMS, isFingerprint, 'not-a-fingerprint'),
    checkList('networks', draft.networks, LIMIT.NETWORKS, isNetwork, 'not-a-network') ??
      missingWhen('networks', draft.routingMode === 'only', draft.networks),
    checkList('dnsServers', draft.dnsServers, LIMIT.ITEMS, isIpv4, 'not-an-ip-address') ??
      missingWhen('dnsServers', draft.dnsMode === 'custom', draft.dnsServers),
    checkList('dnsDomains', draft.dnsDomains, LIMIT.ITEMS, isDnsName, 'not-a-domain'),
    checkMtu(draft.mtu),
  ]
  return problems.filter((problem) => problem !== undefined)
}

/** The entries of a list as it stands in a field: one a line, or with commas, semicolons or spaces between them. */
export function entriesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== '')
}

/** What stands around it, such as the line break of something pasted, is not saved. */
function checkLine(field: DraftField, text: string, limit: number): DraftProblem | undefined {
  const line = text.trim()
  if (line === '') return { field, problem: 'missing' }
  if (/\p{Cc}/u.test(line) || !line.isWellFormed()) return { field, problem: 'control-character' }
  return line.length > limit ? { field, problem: 'too-long' } : undefined
}

function checkServer(text: string): DraftProblem | undefined {
  const field = 'server'
  const server = text.trim()
  if (server === '') return { field, problem: 'missing' }
  if (server.includes('@')) return { field, problem: 'looks-like-a-password' }
  // A whole web address would otherwise be told that its path is no port.
  if (server.includes('//')) return { field, problem: 'not-an-address' }
  // Without brackets nobody can tell its end from a port.
  if (isIpv6(server)) return { field, problem: 'not-an-address' }
  const match = /^(?:\[([^\]]*)\]|([^:[\]]+))(?::(.*))?$/s.exec(server)
  if (match === null) return { field, problem: 'not-an-address' }
  const [, bracketed, plain, port] = match
  const known = bracketed !== undefined ? isIpv6(bracketed) : isName(plain ?? '')
  if (!known) return { field, problem: 'not-an-address' }
  if (port === undefined) return undefined
  const inRange = /^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535
  return inRange ? undefined : { field, problem: 'not-a-port', detail: port.slice(0, QUOTE) }
}

/** An empty field means the host of the server. */
function checkHost(field: 'verifyName' | 'sni', text: string): DraftProblem | undefined {
  const host = text.trim()
  const good = host === '' || isDnsName(host) || isIpv4(host) || isIpv6(host)
  return good ? undefined : { field, problem: 'not-an-address' }
}

function checkAuthorities(text: string): DraftProblem | undefined {
  const field = 'ca'
  if (text.trim() === '') return undefined
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { field, problem: 'private-key' }
  if (!/^[\t\n\r -~\u00a0-\uffff]*$/.test(text) || !text.isWellFormed()) {
    return { field, problem: 'control-character' }
  }
  if (bytesInFile(text) > LIMIT.AUTHORITIES) return { field, problem: 'too-long' }
  const whole = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.test(text)
  return whole ? undefined : { field, problem: 'not-a-certificate' }
}

/** At most this many: escaped, and in UTF-8. */
const bytesInFile = (text: string) => JSON.stringify(text).replace(/[^ -~]/g, '???').length

function checkList(
  field: DraftField,
  text: string,
  limit: number,
  isEntry: (entry: string) => boolean,
  problem: DraftProblem['problem'],
): DraftProblem | undefined {
  const entries = entriesOf(text)
  const wrong = entries.find((entry) => !isEntry(entry))
  if (wrong !== undefined) return { field, problem, detail: wrong.slice(0, QUOTE) }
  return entries.length > limit ? { field, problem: 'too-many', detail: String(limit) } : undefined
}

function missingWhen(field: DraftField, wanted: boolean, text: string): DraftProblem | undefined {
  return wanted && entriesOf(text).length === 0 ? { field, problem: 'missing' } : undefined
}

function checkMtu(text: string): DraftProblem | undefined {
  const mtu = text.trim()
  if (mtu === 'auto' || mtu === '') return undefined
  const good = /^[1-9]\d{2,3}$/.test(mtu) && Number(mtu) >= LIMIT.MTU_MIN && Number(mtu) <= LIMIT.MTU_MAX
  return good
    ? undefined
    : { field: 'mtu', problem: 'out-of-range', detail: `${LIMIT.MTU_MIN}–${LIMIT.MTU_MAX}` }
}

const isFingerprint = (entry: string) => /^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i.test(entry)

const isName = (name: string) => {
  // A dot at the end says that the name is complete.
  const host = asciiName(name).replace(/\.$/, '')
  return isIpv4(host) || isDnsName(host)
}
