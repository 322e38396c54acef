import type { DoctorReport } from '../../src-shared/cli-events.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { formatDay, formatDuration } from '../../src-shared/format.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'
import type { ProbeReport } from '../engine/probe.ts'
import { fold } from './fold.ts'
import { likelyServer } from './likely-server.ts'

/** Half a minute of difference is ordinary; certificates and one-time codes suffer only from more. */
const NOTABLE_SKEW_SECONDS = 60

/** Everything that was found, in the form that scripts get. Pure. */
export function summarise(
  server: string,
  found: ProbeReport,
  env: NodeJS.ProcessEnv,
  language: Language = 'en',
): DoctorReport {
  const { address, tls, certificate, headers, clockSkewMs, hashes } = found
  const serverHeader = headers?.get('server')
  const proxy = env.HTTPS_PROXY ?? env.https_proxy ?? env.ALL_PROXY ?? env.all_proxy
  return {
    server,
    ...(address !== undefined && { address }),
    ...(tls !== undefined && { tls }),
    ...(certificate !== undefined && {
      certificate: {
        subject: certificate.subject,
        issuer: certificate.issuer,
        names: certificate.names,
        validFrom: certificate.validFrom,
        validTo: certificate.validTo,
        sha256: certificate.sha256,
        keySha256: certificate.keySha256,
        ...(certificate.revocation !== undefined && { revocation: certificate.revocation }),
        ...(certificate.inspector !== undefined && { inspector: certificate.inspector }),
        accepted: certificate.refused === undefined,
      },
    }),
    ...(serverHeader !== undefined && { serverHeader }),
    ...(clockSkewMs !== undefined && { clockSkewSeconds: Math.round(clockSkewMs / 1000) }),
    ...(hashes !== undefined && { hashes: hashNames(hashes) }),
    ...(headers !== undefined && { likelyServer: likelyServer({ headers, hashes }, language) }),
    ...(proxy !== undefined && proxy !== '' && { proxy: withoutCredentials(proxy) }),
    ...forAdministrator(server, found, language),
  }
}

const VALUE_COLUMN = 15

/** The report as lines for a person, folded for a terminal of this width. Pure. */
export function reportLines(report: DoctorReport, columns?: number, language: Language = 'en'): string[] {
  const words = textsFor(language).cli.doctor
  const day = (iso: string) => formatDay(iso, language)
  const rows: [string, string][] = []
  if (report.tls !== undefined) rows.push(['TLS', `${report.tls.version}, ${report.tls.cipher}`])
  if (report.certificate !== undefined) {
    const { subject, issuer, names, validFrom, validTo, sha256, keySha256, accepted } = report.certificate
    const { revocation, inspector } = report.certificate
    rows.push(
      [words.certificate, words.issuedBy(subject, issuer)],
      ['', words.names(names.join(', '))],
      ['', words.valid(day(validFrom), day(validTo))],
      ['', `SHA-256 ${sha256}`],
      ['', words.key(keySha256)],
      ...(revocation === undefined ? [] : [['', words.revocation[revocation]] satisfies [string, string]]),
      ...(inspector === undefined ? [] : [['', words.inspector(inspector)] satisfies [string, string]]),
      ['', accepted ? words.accepted : words.refused],
    )
  }
  if (report.clockSkewSeconds !== undefined)
    rows.push([words.clock, clockWords(report.clockSkewSeconds, language)])
  if (report.hashes !== undefined) rows.push([words.binding, report.hashes.join(', ') || words.noKnownHash])
  if (report.likelyServer !== undefined) rows.push([words.server, report.likelyServer])
  if (report.proxy !== undefined) rows.push([words.proxy, words.proxyNotUsed(report.proxy)])
  if (report.forAdministrator !== undefined) rows.push([words.administrator, report.forAdministrator])
  return rows.map(([name, value]) => `  ${name.padEnd(12)} ${fold(value, columns, VALUE_COLUMN)}`)
}

/** One text that can be copied into a message: who looked at what, what was there, and what is wrong with it. */
function forAdministrator(
  server: string,
  found: ProbeReport,
  language: Language,
): { forAdministrator?: string } {
  const failure = found.certificate?.refused ?? found.failure
  if (failure === undefined) return {}
  const { certificate, address, tls } = found
  const { title } = describeFailure(failure, language)
  const parts = [
    `${title} (${failure.code}).`,
    `${server}${address === undefined ? '' : ` = ${address}`}`,
    ...(tls === undefined ? [] : [tls.version]),
    ...(certificate === undefined ? [] : [`SHA-256 ${certificate.sha256}`]),
  ]
  return { forAdministrator: parts.join(' ') }
}

function hashNames(mask: number): string[] {
  return [...((mask & 1) !== 0 ? ['SHA-1'] : []), ...((mask & 2) !== 0 ? ['SHA-256'] : [])]
}

function clockWords(skewSeconds: number, language: Language): string {
  const { clockAgrees, clockBehind, clockAhead } = textsFor(language).cli.doctor
  if (Math.abs(skewSeconds) < NOTABLE_SKEW_SECONDS) return clockAgrees
  const duration = formatDuration(Math.abs(skewSeconds) * 1000, language)
  return skewSeconds > 0 ? clockBehind(duration) : clockAhead(duration)
}

function withoutCredentials(proxy: string): string {
  return proxy.replace(/\/\/.*@/, '//')
}
