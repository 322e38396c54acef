import { formatDay } from '../../src-shared/format.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import { fold } from './fold.ts'

/** What the ladder has not already shown of a connection that is up, a line for each kind of fact. Pure. */
export function factLines(facts: ConnectionFacts, columns: number | undefined, language: Language): string[] {
  const words = textsFor(language).cli.facts
  const { subject, trust, validTo, revocation } = facts.certificate
  const revoked = revocation === undefined ? '' : `, ${words.revocation[revocation]}`
  const validity = words.validUntil(formatDay(validTo, language))
  const rows: readonly (readonly [string, string])[] = [
    [words.address, words.addressFacts(facts.address, facts.peer ?? '', facts.mtu, facts.device)],
    ...(facts.address6 === undefined ? [] : [[words.ipv6, facts.address6] as const]),
    [words.dns, facts.dns.length > 0 ? facts.dns.join(', ') : words.dnsUnchanged],
    [words.server, `${facts.server} (${[facts.serverAddress, facts.proxy].filter(Boolean).join(', ')})`],
    [words.identity, `${subject}, ${words.trust[trust]}, ${validity}${revoked}`],
    [words.signIn, signedInBy(facts, language)],
  ]
  return rows.map(([name, value]) => row(name, value, columns, language))
}

function signedInBy({ auth, binding, bindingKeyless }: ConnectionFacts, language: Language): string {
  const words = textsFor(language).cli.facts
  return bindingKeyless ? words.boundWithoutKey(auth) : words.boundBy(auth, binding.toUpperCase())
}

/** What goes where; the ladder shows it when the connection comes up, so this is for what changes later. */
export function routeLines(
  { routes }: Pick<ConnectionFacts, 'routes'>,
  columns: number | undefined,
  language: Language,
): string[] {
  return [row(textsFor(language).cli.rung.routes, routes.join('; '), columns, language)]
}

/** Names are as wide as the widest that there can be, so that later lines stand below earlier ones. */
function row(name: string, value: string, columns: number | undefined, language: Language): string {
  const { address, ipv6, dns, server, identity, signIn } = textsFor(language).cli.facts
  const width = Math.max(...[address, ipv6, dns, server, identity, signIn].map(({ length }) => length))
  return `  ${name.padEnd(width)}  ${fold(value, columns, width + 4)}`
}
