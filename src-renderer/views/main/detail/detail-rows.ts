import type { Texts } from '../../../../src-shared/i18n/texts.ts'
import type { Language } from '../../../../src-shared/settings.ts'
import type { ConnectionFacts } from '../../../../src-shared/tunnel-state.ts'
import { dayText } from '../../../i18n/formats.ts'

export interface DetailRow {
  label: string
  value: string
  mono?: boolean
}

/** All that is known about a connection that is up, as label and value; what is not known has no row. */
export function detailRows(
  facts: ConnectionFacts,
  details: Texts['states']['details'],
  language: Language,
): DetailRow[] {
  const { certificate } = facts
  const rows: DetailRow[] = [
    { label: details.address, value: facts.address },
    { label: details.address6, value: facts.address6 ?? '' },
    { label: details.peer, value: facts.peer ?? '' },
    { label: details.dns, value: facts.dns.join(', ') || details.none },
    { label: details.dnsPath, value: dnsPath(facts, details) },
    { label: details.routes, value: facts.routes.join(', ') },
    { label: details.server, value: facts.server },
    { label: details.serverAddress, value: facts.serverAddress },
    { label: details.tls, value: [facts.tlsVersion, facts.cipher].filter(Boolean).join(' · ') },
    { label: details.subject, value: certificate.subject },
    { label: details.issuer, value: certificate.issuer },
    { label: details.validTo, value: dateText(certificate.validTo, language) },
    { label: details.fingerprint, value: grouped(certificate.sha256), mono: true },
    { label: details.trust, value: details.trustedBy[certificate.trust] },
    { label: details.revocation, value: revocation(certificate, details) },
    { label: details.auth, value: facts.auth },
    { label: details.binding, value: binding(facts, details) },
    { label: details.mtu, value: details.bytes(facts.mtu) },
    { label: details.device, value: facts.device },
  ]
  return rows.filter(({ value }) => value !== '')
}

/** Nothing where nobody was to look. */
function revocation(
  { revocation, revocationGap }: ConnectionFacts['certificate'],
  details: Texts['states']['details'],
): string {
  if (revocation === undefined) return ''
  return revocation === 'good'
    ? details.notRevoked
    : details.revocationUnknown[revocationGap ?? 'nothing-said']
}

function binding(facts: ConnectionFacts, details: Texts['states']['details']): string {
  const hash = facts.binding.toUpperCase()
  return facts.bindingKeyless ? details.boundWithoutKey(hash) : hash
}

/** Nothing where there is nothing to ask, or it could not be told. */
function dnsPath({ dnsThroughTunnel }: ConnectionFacts, details: Texts['states']['details']): string {
  if (dnsThroughTunnel === undefined) return ''
  return dnsThroughTunnel ? details.dnsThrough : details.dnsPast
}

function dateText(date: string, language: Language): string {
  return Number.isNaN(Date.parse(date)) ? date : dayText(date, language)
}

/** A fingerprint in groups of four, which may be broken between them. */
function grouped(sha256: string): string {
  return (
    sha256
      .toUpperCase()
      .match(/.{1,4}/g)
      ?.join(' ') ?? ''
  )
}
