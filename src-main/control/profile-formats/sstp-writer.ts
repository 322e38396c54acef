import { stringify, type TomlTable, type TomlValue } from 'smol-toml'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { formatServer } from './server-address.ts'
import type { SstpDocument } from './sstp.ts'
import { isTable } from './sstp-keys.ts'
import { FORMAT, SECTIONS, SSTP_FILE } from './sstp-schema.ts'

const AUTH_SERVER = SECTIONS['sign-in'].shape.server.unwrap().shape

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
    const members = { ...known.sections[name as keyof typeof SECTIONS], ...withoutKeys(before, shape) }
    if (name !== 'sign-in') return [name, members] as const
    const inner = isTable(before) ? withoutKeys(before.server, AUTH_SERVER) : {}
    const server = { ...(members.server as TomlTable | undefined), ...inner }
    return [name, Object.keys(server).length > 0 ? { ...members, server } : members] as const
  })
  const filled = sections.filter(([, members]) => Object.keys(members).length > 0)
  // Integers are bigint throughout, so a number is a float and stays one.
  return withReadablePem(
    stringify({ ...top, ...Object.fromEntries(filled) }, { numbersAsFloat: true }),
    profile,
  )
}

type Sections = Record<keyof typeof SECTIONS, TomlTable>

function knownKeys(profile: Profile): { top: TomlTable; sections: Sections } {
  const { routing, dns, link, protection, proxy } = profile
  const defaults = defaultProfile(profile.server)
  return {
    top: {
      format: BigInt(FORMAT),
      ...unless(defaults.name, 'name', profile.name),
      server: formatServer(profile.server),
      ...unless([], 'alternatives', profile.alternatives.map(formatServer)),
    },
    sections: {
      'sign-in': signInKeys(profile.signIn, defaults.signIn),
      identity: identityKeys(profile.identity, defaults.identity),
      proxy: {
        ...unless(defaults.proxy.mode, 'mode', proxy.mode),
        ...unless(undefined, 'url', proxy.url),
        ...unless(undefined, 'user', proxy.user),
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
        ...unless(undefined, 'query', link.query),
      },
      protection: { ...unless(defaults.protection.killSwitch, 'kill-switch', protection.killSwitch) },
    },
  }
}

function signInKeys(signIn: Profile['signIn'], defaults: Profile['signIn']): TomlTable {
  const { authServer } = signIn
  return {
    ...unless(undefined, 'user', signIn.user),
    ...unless(defaults.methods, 'methods', signIn.methods),
    ...unless(undefined, 'outer-identity', signIn.outerIdentity),
    ...unless(defaults.oneTimeCode, 'one-time-code', signIn.oneTimeCode),
    ...unless(undefined, 'certificate', signIn.certificate),
    ...(authServer !== undefined && {
      server: { ...unless(undefined, 'name', authServer.name), ...unless(undefined, 'ca', authServer.ca) },
    }),
  }
}

function identityKeys(identity: Profile['identity'], defaults: Profile['identity']): TomlTable {
  return {
    ...unless(defaults.verifyName, 'verify-name', identity.verifyName),
    ...unless(defaults.sni, 'sni', identity.sni),
    ...unless(undefined, 'ca', identity.ca),
    ...unless([], 'pin-sha256', identity.pinSha256),
    ...unless([], 'pin-key-sha256', identity.pinKeySha256),
    ...unless(defaults.fetchIntermediates, 'fetch-intermediates', identity.fetchIntermediates),
    ...unless(undefined, 'crl', identity.crl),
    ...unless(defaults.revocation, 'revocation', identity.revocation),
    ...unless(defaults.legacyTls, 'legacy-tls', identity.legacyTls),
    ...unless(defaults.clientCertificate, 'client-certificate', identity.clientCertificate),
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

function withoutKeys(table: TomlValue | undefined, known: Readonly<Record<string, unknown>>): TomlTable {
  if (!isTable(table)) return {}
  return Object.fromEntries(Object.entries(table).filter(([key]) => !Object.hasOwn(known, key)))
}

/** Certificates are written over several lines, as people know them, where that needs no escapes. */
function withReadablePem(toml: string, { identity, signIn }: Profile): string {
  const texts = [
    ['ca', identity.ca],
    ['ca', signIn.authServer?.ca],
    ['certificate', signIn.certificate],
    ['crl', identity.crl],
  ] as const
  return texts.reduce((written, [key, pem]) => {
    if (pem === undefined || !/^[\n\u0020-\u007e]*$/.test(pem) || /["\\]/.test(pem)) return written
    return written.replace(`\n${key} = ${JSON.stringify(pem)}`, () => `\n${key} = """\n${pem}"""`)
  }, toml)
}
