import { isIPv4 } from 'node:net'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import { type Failure, FailureError } from '../../../src-shared/failure.ts'
import type { IgnoredSetting, ImportAssumption, ImportFormat } from '../../../src-shared/import-review.ts'
import { type AuthMethod, DEFAULT_AUTH_METHODS, type Profile } from '../../../src-shared/profile.ts'
import type { ProfileMistake } from '../../../src-shared/profile-mistake.ts'
import { cleanLine } from './clean-text.ts'
import { type Reading, refused } from './imported.ts'
import { networkOf } from './network-text.ts'
import { isDnsName, isHost, parseServer } from './server-address.ts'
import { parseSstp } from './sstp.ts'
import { serialiseSstp } from './sstp-writer.ts'

/** What a reader found, as the source writes it. Everything but the server may be missing. */
export interface Ingredients {
  server: string
  name?: string
  user?: string
  /** In the order of preference; empty when the source has none that we know. */
  methods?: readonly AuthMethod[]
  /** The name that the certificate must carry, where it differs from the server's. */
  verifyName?: string
  /** False sends no name in TLS. */
  sni?: boolean
  /** SHA-256 of certificates that the source expects, 64 lower-case hex digits each. */
  pins?: readonly string[]
  /** True when only some networks go through the tunnel. */
  split?: boolean
  networks?: readonly string[]
  dnsServers?: readonly string[]
  dnsDomains?: readonly string[]
  mtu?: string
  reconnect?: boolean
  sourceDidNotVerify?: boolean
  ignored?: readonly IgnoredSetting[]
  line?: number
}

/** RFC 1918: where a network that is reached by VPN nearly always is. */
const PRIVATE_NETWORKS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const

/** So many ignored settings tell a user everything; a hostile file could have any number. */
const MAX_IGNORED = 100

/**
 * Makes a profile of what was found: each value that no profile can have is left out and told as ignored. Fails only
 * when the server itself makes no sense.
 */
export function assemble(format: ImportFormat, source: string, found: Ingredients): Reading {
  const refuse = (mistake: ProfileMistake): Reading => {
    const { line } = found
    const failure: Failure = {
      code: 'import-malformed',
      source,
      mistake,
      ...(line !== undefined && { line }),
    }
    return refused(failure)
  }
  const server = parseServer(bareServer(found.server))
  if ('problem' in server) return refuse({ problem: 'server', mistake: server })
  const notes = new Notes(found.ignored ?? [])
  const profile = profileOf(server, found, notes)
  const mistake = mistakeIn(profile)
  if (mistake !== undefined) return refuse(mistake)
  const imported = {
    format,
    profile,
    sourceDidNotVerify: found.sourceDidNotVerify ?? false,
    ignored: notes.ignored(),
    assumed: notes.assumed,
  }
  return { profiles: [imported], failures: [] }
}

/** The server without what people and programs put around it: a scheme, a path, a transport as in `host/tcp`. */
function bareServer(text: string): string {
  return text
    .trim()
    .replace(/^(?:https|sstp):\/\//i, '')
    .replace(/\/.*$/s, '')
}

function profileOf(server: Profile['server'], found: Ingredients, notes: Notes): Profile {
  const defaults = defaultProfile(server)
  const user = userOf(found.user, notes)
  const verifyName = notes.checked('verify-name', found.verifyName, isHost)
  const methods = found.methods ?? DEFAULT_AUTH_METHODS
  return {
    ...defaults,
    name: cleanLine(found.name ?? '', 200) || defaults.name,
    signIn: {
      ...defaults.signIn,
      ...(user !== undefined && { user }),
      methods: methods.length > 0 ? methods : DEFAULT_AUTH_METHODS,
    },
    identity: {
      ...defaults.identity,
      ...(verifyName !== undefined && { verifyName, sni: verifyName }),
      pinSha256: found.pins ?? [],
      ...(found.sni === false && { sni: '' }),
    },
    routing: { ...defaults.routing, ...routingOf(found, notes) },
    dns: dnsOf(found, notes),
    link: { mtu: mtuOf(found.mtu, notes), reconnect: found.reconnect ?? true },
  }
}

function userOf(text: string | undefined, notes: Notes): string | undefined {
  const isUser = (user: string) => user.length <= 256 && cleanLine(user, 256) === user
  return notes.checked('user', text?.trim(), isUser)
}

function routingOf(
  { split, networks = [] }: Ingredients,
  notes: Notes,
): Pick<Profile['routing'], 'mode' | 'networks'> {
  const known = networks.map((text) => ({ text, network: networkOf(text) }))
  for (const { text, network } of known) if (network === undefined) notes.ignore(text, 'invalid')
  const usable = [...new Set(known.flatMap(({ network }) => network ?? []))]
  for (const network of usable.splice(500)) notes.ignore(network, 'invalid')
  if (split !== true) {
    // Everything goes through the tunnel already, these networks as well.
    return { mode: 'all', networks: [] }
  }
  if (usable.length > 0) return { mode: 'only', networks: usable }
  notes.assumed.push('private-networks')
  return { mode: 'only', networks: PRIVATE_NETWORKS }
}

function dnsOf({ dnsServers = [], dnsDomains = [] }: Ingredients, notes: Notes): Profile['dns'] {
  const servers = notes.list('dns', dnsServers, isIPv4)
  const plain = dnsDomains.map((domain) => domain.replace(/^[~.]+/, '').replace(/\.$/, ''))
  const domains = notes.list('dns', plain, (domain) => domain !== '' && isDnsName(domain))
  return { mode: servers.length > 0 ? 'custom' : 'server', servers, domains }
}

function mtuOf(text: string | undefined, notes: Notes): Profile['link']['mtu'] {
  if (text === undefined || text === '' || text === '0') return 'auto'
  const isMtu = (value: string) => /^\d{3,4}$/.test(value) && Number(value) >= 576 && Number(value) <= 4087
  const mtu = notes.checked('mtu', text, isMtu)
  return mtu === undefined ? 'auto' : Number(mtu)
}

/** The reader of our own format has the last word, so that nothing is offered that could not be saved. */
function mistakeIn(profile: Profile): ProfileMistake | undefined {
  try {
    parseSstp(serialiseSstp(profile), '')
    return undefined
  } catch (cause) {
    if (cause instanceof FailureError && cause.failure.code === 'profile-malformed')
      return cause.failure.mistake
    throw cause
  }
}

/** Keeps what is left out, each once. */
class Notes {
  readonly assumed: ImportAssumption[] = []
  readonly #ignored = new Map<string, IgnoredSetting>()

  constructor(known: readonly IgnoredSetting[]) {
    for (const { name, reason } of known) this.ignore(name, reason)
  }

  ignore(text: string, reason: IgnoredSetting['reason']): void {
    const name = cleanLine(text, 80) || '?'
    if (this.#ignored.size < MAX_IGNORED && !this.#ignored.has(name))
      this.#ignored.set(name, { name, reason })
  }

  ignored(): readonly IgnoredSetting[] {
    return [...this.#ignored.values()]
  }

  checked(name: string, value: string | undefined, isRight: (value: string) => boolean): string | undefined {
    if (value === undefined || value === '') return undefined
    if (isRight(value)) return value
    this.ignore(name, 'invalid')
    return undefined
  }

  list(name: string, values: readonly string[], isRight: (value: string) => boolean): string[] {
    const right = [...new Set(values.map((value) => value.trim()))].filter((value) => {
      if (value === '') return false
      const fits = isRight(value)
      if (!fits) this.ignore(`${name}: ${value}`, 'invalid')
      return fits
    })
    if (right.length > 20) this.ignore(name, 'invalid')
    return right.slice(0, 20)
  }
}
