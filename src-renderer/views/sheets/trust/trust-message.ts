import type { HostFacts, TrustRequest } from '../../../../src-shared/app-state.ts'
import { formatServer } from '../../../../src-shared/format.ts'
import type { Texts } from '../../../../src-shared/i18n/texts.ts'
import type { Profile } from '../../../../src-shared/profile.ts'
import { fingerprintGroups } from '../../../components/fingerprint.tsx'
import { certificateDay, namesText, reasonOf } from './trust-words.ts'

export interface SeenServer {
  request: TrustRequest
  server: Profile['server']
  host: HostFacts
  time: number
}

/** A message that can be sent to the administrator as it is: the question first, then everything that answers it. */
export function trustMessage(
  { request, server, host, time }: SeenServer,
  words: Texts['sheets']['trust'],
): string {
  const { certificate, failure } = request
  const { facts, message } = words
  const day = (iso: string) => certificateDay(iso, host.language)
  const expected = failure.code === 'certificate-pin-mismatch' ? failure.expected : []
  return [
    message.ask,
    '',
    `${message.server}: ${formatServer(server)}`,
    `${message.problem}: ${reasonOf(request, words, host.language)} (${failure.code})`,
    `${facts.subject}: ${certificate.subject}`,
    `${facts.names}: ${namesText(certificate.names, words)}`,
    `${facts.issuer}: ${certificate.issuer}`,
    `${facts.valid}: ${facts.period(day(certificate.validFrom), day(certificate.validTo))}`,
    `${facts.fingerprint}: ${inGroups(certificate.sha256)}`,
    ...expected.map((sha256) => `${message.expected}: ${inGroups(sha256)}`),
    `${message.time}: ${new Date(time).toISOString()}`,
    `${message.program}: Culvert ${host.version} (${host.platform})`,
  ].join('\n')
}

function inGroups(sha256: string): string {
  return fingerprintGroups(sha256)
    .map(({ text }) => text)
    .join(' ')
}
