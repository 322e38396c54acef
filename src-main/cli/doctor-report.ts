import type { DoctorReport } from '../../src-shared/cli-events.ts'
import { formatDuration } from '../../src-shared/format.ts'
import type { ProbeReport } from '../engine/probe.ts'
import { fold } from './fold.ts'
import { likelyServer } from './likely-server.ts'

/** Half a minute of difference is ordinary; certificates and one-time codes suffer only from more. */
const NOTABLE_SKEW_SECONDS = 60

/** Everything that was found, in the form that scripts get. Pure. */
export function summarise(server: string, found: ProbeReport, env: NodeJS.ProcessEnv): DoctorReport {
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
    ...(headers !== undefined && { likelyServer: likelyServer({ headers, hashes }) }),
    ...(proxy !== undefined && proxy !== '' && { proxy: withoutCredentials(proxy) }),
  }
}

const VALUE_COLUMN = 15

/** The report as lines for a person, folded for a terminal of this width. Pure. */
export function reportLines(report: DoctorReport, columns?: number): string[] {
  const rows: [string, string][] = []
  if (report.tls !== undefined) rows.push(['TLS', `${report.tls.version}, ${report.tls.cipher}`])
  if (report.certificate !== undefined) {
    const { subject, issuer, names, validFrom, validTo, sha256, accepted } = report.certificate
    rows.push(
      ['Certificate', `${subject}, issued by ${issuer}`],
      ['', `for ${names.join(', ')}`],
      ['', `valid from ${validFrom.slice(0, 10)} until ${validTo.slice(0, 10)}`],
      ['', `SHA-256 ${sha256}`],
      ['', accepted ? 'would be accepted' : 'would be REFUSED, see below'],
    )
  }
  if (report.clockSkewSeconds !== undefined) rows.push(['Clock', clockWords(report.clockSkewSeconds)])
  if (report.hashes !== undefined)
    rows.push(['Binding', report.hashes.join(', ') || 'no hash offered that is known here'])
  if (report.likelyServer !== undefined) rows.push(['Server', report.likelyServer])
  if (report.proxy !== undefined) {
    rows.push(['Proxy', `${report.proxy} is set in the environment, but Culvert does not use proxies yet`])
  }
  return rows.map(([name, value]) => `  ${name.padEnd(12)} ${fold(value, columns, VALUE_COLUMN)}`)
}

function hashNames(mask: number): string[] {
  return [...((mask & 1) !== 0 ? ['SHA-1'] : []), ...((mask & 2) !== 0 ? ['SHA-256'] : [])]
}

function clockWords(skewSeconds: number): string {
  if (Math.abs(skewSeconds) < NOTABLE_SKEW_SECONDS) return "agrees with the server's"
  const direction = skewSeconds > 0 ? 'behind' : 'ahead of'
  return `${formatDuration(Math.abs(skewSeconds) * 1000)} ${direction} the server's; certificates may be judged wrongly`
}

function withoutCredentials(proxy: string): string {
  return proxy.replace(/\/\/.*@/, '//')
}
