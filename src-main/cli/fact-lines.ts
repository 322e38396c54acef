import { formatDay } from '../../src-shared/format.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import { fold } from './fold.ts'

/** What the ladder has not already shown of a connection that is up, a line for each kind of fact. Pure. */
export function factLines(facts: ConnectionFacts, columns: number | undefined, language: Language): string[] {
  const words = textsFor(language).cli.facts
  const { subject, trust, validTo } = facts.certificate
  const validity = words.validUntil(formatDay(validTo, language))
  const rows: readonly (readonly [string, string])[] = [
    [words.address, words.addressFacts(facts.address, facts.peer ?? '', facts.mtu, facts.device)],
    [words.dns, facts.dns.length > 0 ? facts.dns.join(', ') : words.dnsUnchanged],
    [words.server, `${facts.server} (${facts.serverAddress})`],
    [words.identity, `${subject}, ${words.trust[trust]}, ${validity}`],
    [words.signIn, words.boundBy(facts.auth, facts.binding.toUpperCase())],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${fold(value, columns, width + 4)}`)
}
