import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import type { AuthMethod } from '../../../src-shared/profile.ts'
import type { Ingredients } from './ingredients.ts'
import type { ShellWord } from './shell-words.ts'

/** What the words of `sstpc` and `pppd` say; later words win, as they do there. */
export interface SstpcFacts extends Omit<Ingredients, 'ignored' | 'methods'> {
  ignored: IgnoredSetting[]
  methods: AuthMethod[]
  /** `name` of pppd, which counts where there is no `user`. */
  localName?: string
}

const SSTPC_WITH_VALUE = new Set([
  ...['ca-cert', 'ca-path', 'ca-dir', 'crl-file', 'host', 'ipparam', 'password', 'proxy', 'user', 'uuid'],
  ...['priv-user', 'priv-group', 'priv-dir', 'privuser', 'privgroup', 'privdir', 'log-level', 'option-file'],
])
/** Options about logs, processes and sockets, which say nothing about the connection. */
const SSTPC_SILENT =
  /^(?:debug|log-.*|nolaunchpppd|ipparam|priv-?(?:user|group|dir)|uuid|save-server-route|tls-ext|nodaemon|help|version)$/

/** Takes the options of `sstpc` and the server; returns what stands behind it, which is for pppd. */
export function readSstpcWords(words: readonly ShellWord[], facts: SstpcFacts): readonly ShellWord[] {
  for (let at = 0; at < words.length; at++) {
    const { text, line } = words[at]
    if (!text.startsWith('--')) {
      // A short option or a lone dash is none of sstpc's.
      if (text.startsWith('-')) continue
      facts.server = text
      facts.line = line
      return words.slice(at + 1)
    }
    const equals = text.indexOf('=')
    const name = (equals === -1 ? text : text.slice(0, equals)).slice(2).toLowerCase()
    const takesNext = equals === -1 && SSTPC_WITH_VALUE.has(name)
    if (takesNext) at++
    readSstpcOption(name, takesNext ? (words[at]?.text ?? '') : text.slice(equals + 1), facts)
  }
  return []
}

function readSstpcOption(name: string, value: string, facts: SstpcFacts): void {
  const ignore = (reason: IgnoredSetting['reason']) => facts.ignored.push({ name: `--${name}`, reason })
  if (name === 'user') facts.user = value
  else if (name === 'host') facts.verifyName = value
  else if (name === 'password') ignore('secret')
  else if (name === 'cert-warn') {
    facts.sourceDidNotVerify = true
    ignore('would-weaken-security')
  } else if (/^(?:ca-|crl-|proxy$|option-file$)/.test(name)) ignore('not-supported-yet')
  else if (!SSTPC_SILENT.test(name)) ignore('unknown')
}
