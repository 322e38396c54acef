import type { DoctorReport } from '../../src-shared/cli-events.ts'
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
        accepted: certificate.refused === undefined,
      },
    }),
    ...(serverHeader !== undefined && { serverHeader }),
    ...(clockSkewMs !== undefined && { clockSkewSeconds: Math.round(clockSkewMs / 1000) }),
    ...(hashes !== undefined && { hashes: hashNames(hashes) }),
    ...(headers !== undefined && { likelyServer: likelyServer({ headers, hashes }, language) }),
    ...(proxy !== undefined && proxy !== '' && { proxy: withoutCredentials(proxy) }),
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
    const { subject, issuer, names, validFrom, validTo, sha256, accepted } = report.certificate
    rows.push(
      [words.certificate, words.issuedBy(subject, issuer)],
      ['', words.names(names.join(', '))],
      ['', words.valid(day(validFrom), day(validTo))],
      ['', `SHA-256 ${sha256}`],
      ['', accepted ? words.accepted : words.refused],
    )
  }
  if (report.clockSkewSeconds !== undefined)
    rows.push([words.clock, clockWords(report.clockSkewSeconds, language)])
  if (report.hashes !== undefined) rows.push([words.binding, report.hashes.join(', ') || words.noKnownHash])
  if (report.likelyServer !== undefined) rows.push([words.server, report.likelyServer])
  if (report.proxy !== undefined) rows.push([words.proxy, words.proxyNotUsed(report.proxy)])
  return rows.map(([name, value]) => `  ${name.padEnd(12)} ${fold(value, columns, VALUE_COLUMN)}`)
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
