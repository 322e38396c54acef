import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Language } from '../../src-shared/settings.ts'

/** What a server shows before anybody signs in. */
export interface ServerTraits {
  /** Headers of its HTTP answer, lower-case names. */
  headers: ReadonlyMap<string, string>
  /** Bit mask of binding hashes: 1 is SHA-1, 2 is SHA-256. */
  hashes: number | undefined
}

/**
 * Guesses which software answered. The hints were observed on real servers (docs/protocol.md): SoftEther imitates
 * Windows' Server header but offers SHA-256 alone, Windows offers what its configuration says, accel-ppp sends a date
 * without a server name.
 */
export function likelyServer({ headers, hashes }: ServerTraits, language: Language = 'en'): string {
  const { probably, softEtherOrWindows, unknownServer, callsItself } = textsFor(language).cli.doctor
  const server = headers.get('server') ?? ''
  if (/^SSTP-Server/i.test(server)) return probably('sstp-server (Python)')
  if (/Microsoft-HTTPAPI/i.test(server)) {
    return probably(hashes === 2 ? softEtherOrWindows : 'Windows Server (RRAS)')
  }
  if (server === '' && headers.has('date') && headers.has('content-length')) return probably('accel-ppp')
  if (/MikroTik|RouterOS/i.test(server)) return probably('MikroTik RouterOS')
  return server === '' ? unknownServer : callsItself(server)
}
