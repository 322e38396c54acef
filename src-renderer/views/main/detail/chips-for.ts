import type { Texts } from '../../../../src-shared/i18n/texts.ts'
import type { Profile } from '../../../../src-shared/profile.ts'
import type { ConnectionFacts } from '../../../../src-shared/tunnel-state.ts'
import type { EditorSection } from '../../../stores/ui-store.ts'

export interface ProfileChip {
  text: string
  /** The setting that controls it. */
  section: EditorSection
  tone: 'neutral' | 'attention' | 'danger'
}

const DAY = 86_400_000

/** From this many days before its end a certificate is worth a chip: long enough to have it renewed. */
const CERTIFICATE_NOTICE_DAYS = 14

/** The facts about a connection that matter, in a few words each. */
export function chipsFor(
  profile: Profile,
  chip: Texts['states']['chip'],
  facts: ConnectionFacts | null,
  now: number,
): ProfileChip[] {
  const { routing, dns, identity, signIn, link, protection } = profile
  const chips: ProfileChip[] = []
  const add = (section: EditorSection, text: string, tone: ProfileChip['tone'] = 'neutral') =>
    chips.push({ section, text, tone })

  add('routing', routing.mode === 'all' ? chip.all : chip[routing.mode](routing.networks.length))
  if (dns.mode === 'server') add('dns', chip.dnsServer)
  else add('dns', dns.mode === 'none' ? chip.dnsNone : chip.dnsCustom(dns.servers.length))
  if (protection.killSwitch) add('protection', chip.killSwitch)
  const isFull = routing.mode !== 'only'
  if (isFull) add('routing', ...ipv6Chip(profile, chip, facts))
  if (isFull || protection.killSwitch) add('routing', routing.lan ? chip.lan : chip.noLan)
  if (identity.pinSha256.length > 0) add('identity', chip.pinned)
  if (identity.ca !== undefined) add('identity', chip.ownCa)
  if (signIn.methods.includes('pap')) add('sign-in', chip.pap, 'danger')
  if (!link.reconnect) add('link', chip.noReconnect)
  const days = facts === null ? Number.POSITIVE_INFINITY : daysUntil(facts.certificate.validTo, now)
  if (days <= CERTIFICATE_NOTICE_DAYS) add('identity', chip.certificateEnds(days), 'attention')
  return chips
}

/** Before it is known whether the server has IPv6, only what cannot happen is certain. */
function ipv6Chip(
  { routing, protection }: Profile,
  chip: Texts['states']['chip'],
  facts: ConnectionFacts | null,
): [text: string, tone?: ProfileChip['tone']] {
  if (facts?.address6 !== undefined) return [chip.ipv6Tunnel]
  if (routing.ipv6 === 'leave' && !protection.killSwitch) return [chip.ipv6Past, 'attention']
  return [facts === null ? chip.ipv6Only : chip.ipv6Blocked]
}

/** Whole days until a date; not finite when the date makes no sense. */
function daysUntil(date: string, now: number): number {
  const days = Math.floor((Date.parse(date) - now) / DAY)
  return Number.isNaN(days) ? Number.POSITIVE_INFINITY : days
}
