import { asciiName, isDnsName, isIpv4, isIpv6, isNetwork } from './addresses.ts'
import { checkPem } from './check-draft-pem.ts'
import type { DraftField, DraftProblem, ProfileDraft } from './profile-draft.ts'
import { proxyAddressProblem } from './proxy-address.ts'
import { isRequestQuery } from './request-query.ts'

/** The same limits as the format has (docs/profile-format.md). */
const LIMIT = {
  NAME: 200,
  USER: 256,
  ITEMS: 20,
  ALTERNATIVES: 10,
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
  const pem = checkPem(draft)
  const problems: (DraftProblem | undefined)[] = [
    checkLine('name', draft.name, LIMIT.NAME),
    checkServer('server', draft.server),
    checkAlternatives(draft.alternatives),
    checkOptionalLine('user', draft.user),
    draft.methods.length === 0 ? { field: 'methods', problem: 'missing' } : undefined,
    checkOptionalLine('outerIdentity', draft.outerIdentity),
    pem.certificate ?? missingIf('certificate', draft.clientCertificate && draft.certificate.trim() === ''),
    checkHost('authServerName', draft.authServerName),
    pem.authServerCa,
    checkHost('verifyName', draft.verifyName),
    checkHost('sni', draft.sni),
    pem.ca,
    checkList('pins', draft.pins, LIMIT.ITEMS, isFingerprint, 'not-a-fingerprint'),
    checkList('keyPins', draft.keyPins, LIMIT.ITEMS, isFingerprint, 'not-a-fingerprint'),
    pem.crl,
    checkProxyUrl(draft),
    checkOptionalLine('proxyUser', draft.proxyUser),
    checkList('networks', draft.networks, LIMIT.NETWORKS, isNetwork, 'not-a-network') ??
      missingIf('networks', draft.routingMode === 'only' && isEmpty(draft.networks)),
    checkList('dnsServers', draft.dnsServers, LIMIT.ITEMS, isIpv4, 'not-an-ip-address') ??
      missingIf('dnsServers', draft.dnsMode === 'custom' && isEmpty(draft.dnsServers)),
    checkList('dnsDomains', draft.dnsDomains, LIMIT.ITEMS, isDnsName, 'not-a-domain'),
    checkMtu(draft.mtu),
    checkQuery(draft.query.trim()),
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

function checkOptionalLine(field: DraftField, text: string): DraftProblem | undefined {
  return text.trim() === '' ? undefined : checkLine(field, text, LIMIT.USER)
}

/** Quotes the one that is wrong: they stand below each other in one field. */
function checkAlternatives(text: string): DraftProblem | undefined {
  const field = 'alternatives'
  const servers = entriesOf(text)
  const wrong = servers.map((entry) => checkServer(field, entry)).find((problem) => problem !== undefined)
  if (wrong !== undefined) return wrong
  const limit = LIMIT.ALTERNATIVES
  return servers.length > limit ? { field, problem: 'too-many', detail: String(limit) } : undefined
}

function checkServer(field: 'server' | 'alternatives', text: string): DraftProblem | undefined {
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
function checkHost(field: 'verifyName' | 'sni' | 'authServerName', text: string): DraftProblem | undefined {
  const host = text.trim()
  const good = host === '' || isDnsName(host) || isIpv4(host) || isIpv6(host)
  return good ? undefined : { field, problem: 'not-an-address' }
}

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

function missingIf(field: DraftField, isMissing: boolean): DraftProblem | undefined {
  return isMissing ? { field, problem: 'missing' } : undefined
}

const isEmpty = (text: string) => entriesOf(text).length === 0

function checkProxyUrl({ proxyMode, proxyUrl }: ProfileDraft): DraftProblem | undefined {
  const field = 'proxyUrl'
  const url = proxyUrl.trim()
  if (url === '') return missingIf(field, proxyMode === 'manual' || proxyMode === 'pac')
  const problem = proxyAddressProblem(url, proxyMode)
  return problem === undefined ? undefined : { field, problem }
}

function checkQuery(query: string): DraftProblem | undefined {
  return query === '' || isRequestQuery(query) ? undefined : { field: 'query', problem: 'not-a-query' }
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
