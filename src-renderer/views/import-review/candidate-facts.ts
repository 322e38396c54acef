import { formatServer } from '../../../src-shared/format.ts'
import type { Texts } from '../../../src-shared/i18n/texts.ts'
import type { ImportCandidate } from '../../../src-shared/import-review.ts'
import type { Profile } from '../../../src-shared/profile.ts'

type ImportTexts = Texts['importing']

export interface CandidateFact {
  label: string
  value: string
  /** What makes it worth a second look. */
  warning?: string
}

/** More networks than these tell nobody more. */
const SHOWN_NETWORKS = 6

/** What was understood of a connection, line by line. */
export function candidateFacts(candidate: ImportCandidate, words: ImportTexts): CandidateFact[] {
  const { profile, verifier, sourceDidNotVerify } = candidate
  const { fact } = words
  return [
    { label: fact.server, value: formatServer(profile.server) },
    { label: fact.user, value: profile.signIn.user ?? words.userAsked },
    {
      label: fact.signIn,
      value: profile.signIn.methods.map((method) => words.method[method]).join(', '),
      ...(profile.signIn.methods.includes('pap') && { warning: words.papWarning }),
    },
    {
      label: fact.verifier,
      value: words.verifier[verifier],
      ...(sourceDidNotVerify && { warning: words.notVerified }),
    },
    { label: fact.traffic, value: trafficText(profile.routing, words) },
    { label: fact.dns, value: dnsText(profile.dns, words) },
    // With the default route in the tunnel, IPv6 would go around it, so it is closed.
    {
      label: fact.ipv6,
      value: profile.routing.mode === 'only' ? words.ipv6.untouched : words.ipv6.blocked,
    },
    { label: fact.reconnect, value: profile.link.reconnect ? words.reconnect.yes : words.reconnect.no },
  ]
}

function trafficText({ mode, networks }: Profile['routing'], { traffic }: ImportTexts): string {
  if (mode === 'all') return traffic.all
  const shown = networks.slice(0, SHOWN_NETWORKS).join(', ')
  const more = networks.length - SHOWN_NETWORKS
  return traffic[mode](more > 0 ? traffic.more(shown, more) : shown)
}

function dnsText({ mode, servers, domains }: Profile['dns'], { dns }: ImportTexts): string {
  if (mode === 'none') return dns.none
  const who = mode === 'custom' ? dns.custom(servers.join(', ')) : dns.server
  return domains.length === 0 ? who : dns.domains(who, domains.join(', '))
}
