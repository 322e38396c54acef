import { printable } from '../../src-shared/failure-words/printable.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { ImportCandidate } from '../../src-shared/import-review.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { Language } from '../../src-shared/settings.ts'
import { fold } from './fold.ts'

/** One connection of a review, for a person who decides whether to keep it. Pure. */
export function reviewLines(
  found: ImportCandidate,
  columns: number | undefined,
  language: Language,
): string[] {
  const words = textsFor(language).cli.import
  const { profile, verifier, sourceDidNotVerify, ignored, assumed, duplicateOf, preselected } =
    printable(found)
  const { server, signIn } = profile
  const rows: (readonly [string, string])[] = [
    [words.server, `${server.host}:${server.port}`],
    [words.user, signIn.user ?? words.userAsked],
    [words.methods, signIn.methods.map((method) => method.toUpperCase()).join(', ')],
    [words.verifier, words.verifiers[verifier]],
    [words.traffic, trafficOf(profile, language)],
    [words.dns, dnsOf(profile, language)],
    ...ignored.map(({ name, reason }) => [words.ignored, `${name} (${words.reasons[reason]})`] as const),
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  const notes = [
    ...(sourceDidNotVerify ? [words.didNotVerify] : []),
    ...(assumed !== undefined ? [words.assumedNetworks] : []),
    ...(duplicateOf !== undefined ? [words.savedAlready(duplicateOf.name)] : []),
    ...(duplicateOf === undefined && !preselected ? [words.repeated] : []),
  ]
  return [
    profile.name,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${fold(value, columns, width + 4)}`),
    ...notes.map((note) => `  ${fold(note, columns, 2)}`),
  ]
}

function trafficOf({ routing }: Profile, language: Language): string {
  const { allTraffic, onlyTraffic, exceptTraffic } = textsFor(language).cli.import
  const networks = routing.networks.join(', ')
  if (routing.mode === 'all') return allTraffic
  return routing.mode === 'only' ? onlyTraffic(networks) : exceptTraffic(networks)
}

function dnsOf({ dns }: Profile, language: Language): string {
  const { dnsOfServer, dnsUnchanged } = textsFor(language).cli.import
  const servers = { server: dnsOfServer, none: dnsUnchanged, custom: dns.servers.join(', ') }[dns.mode]
  return dns.domains.length === 0 ? servers : `${servers} (${dns.domains.join(', ')})`
}
