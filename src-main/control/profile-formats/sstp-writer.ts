import { stringify, type TomlTable, type TomlValue } from 'smol-toml'
import type { Profile } from '../../../src-shared/profile.ts'
import { formatServer } from './server-address.ts'
import { defaultProfile, type SstpDocument } from './sstp.ts'
import { isTable } from './sstp-keys.ts'
import { FORMAT, SECTIONS, SSTP_FILE } from './sstp-schema.ts'

/**
 * Writes a profile as a `.sstp` file. What is the default is left out.
 *
 * @param document what the file held before: keys that this version does not know are kept from it; comments are not
 */
export function serialiseSstp(profile: Profile, document: SstpDocument = {}): string {
  const known = knownKeys(profile)
  const top = { ...known.top, ...withoutKeys(document, SSTP_FILE.shape) }
  const sections = Object.entries(SECTIONS).map(([name, { shape }]) => {
    const before = document[name]
    const kept = isTable(before) ? withoutKeys(before, shape) : {}
    return [name, { ...known.sections[name as keyof typeof SECTIONS], ...kept }] as const
  })
  const filled = sections.filter(([, members]) => Object.keys(members).length > 0)
  // Integers are bigint throughout, so a number is a float and stays one.
  return withReadablePem(
    stringify({ ...top, ...Object.fromEntries(filled) }, { numbersAsFloat: true }),
    profile,
  )
}

function knownKeys(profile: Profile): { top: TomlTable; sections: Record<keyof typeof SECTIONS, TomlTable> } {
  const { signIn, identity, routing, dns, link, protection } = profile
  const defaults = defaultProfile(profile.server)
  return {
    top: {
      format: BigInt(FORMAT),
      ...unless(defaults.name, 'name', profile.name),
      server: formatServer(profile.server),
    },
    sections: {
      'sign-in': {
        ...unless(undefined, 'user', signIn.user),
        ...unless(defaults.signIn.methods, 'methods', signIn.methods),
      },
      identity: {
        ...unless(defaults.identity.verifyName, 'verify-name', identity.verifyName),
        ...unless(defaults.identity.sni, 'sni', identity.sni),
        ...unless(undefined, 'ca', identity.ca),
        ...unless([], 'pin-sha256', identity.pinSha256),
      },
      routing: {
        ...unless(defaults.routing.mode, 'mode', routing.mode),
        ...unless([], 'networks', routing.networks),
        ...unless(defaults.routing.lan, 'lan', routing.lan),
        ...unless(defaults.routing.ipv6, 'ipv6', routing.ipv6),
        ...unless(defaults.routing.serverRoutes, 'server-routes', routing.serverRoutes),
      },
      dns: {
        ...unless(defaults.dns.mode, 'mode', dns.mode),
        ...unless([], 'servers', dns.servers),
        ...unless([], 'domains', dns.domains),
      },
      link: {
        ...unless(defaults.link.mtu, 'mtu', link.mtu),
        ...unless(defaults.link.reconnect, 'reconnect', link.reconnect),
      },
      protection: { ...unless(defaults.protection.killSwitch, 'kill-switch', protection.killSwitch) },
    },
  }
}

type Setting = string | number | boolean | readonly string[] | undefined

/** The key with its value, or nothing when the value is what a reader would assume anyway. */
function unless(assumed: Setting, key: string, value: Setting): TomlTable {
  if (value === undefined || JSON.stringify(value) === JSON.stringify(assumed)) return {}
  return { [key]: toToml(value) }
}

function toToml(value: Exclude<Setting, undefined>): TomlValue {
  if (typeof value === 'number') return BigInt(value)
  return typeof value === 'string' || typeof value === 'boolean' ? value : [...value]
}

function withoutKeys(table: SstpDocument, known: Readonly<Record<string, unknown>>): TomlTable {
  return Object.fromEntries(Object.entries(table).filter(([key]) => !Object.hasOwn(known, key)))
}

/** Certificates are written over several lines, as people know them, where that needs no escapes. */
function withReadablePem(toml: string, { identity: { ca } }: Profile): string {
  if (ca === undefined || !/^[\n\u0020-\u007e]*$/.test(ca) || /["\\]/.test(ca)) return toml
  return toml.replace(`\nca = ${JSON.stringify(ca)}`, () => `\nca = """\n${ca}"""`)
}
