import type tls from 'node:tls'
import { FailureError, type ProxyFailure } from '../../../src-shared/failure.ts'
import type { DialOptions } from '../dialer.ts'
import { fetchScript } from './fetch-script.ts'
import { type ProxyServer, type ProxyTarget, parseProxy } from './proxy.ts'
import { runScript } from './run-script.ts'

/** How a script, and what it wants to know, is reached. */
export interface ScriptAccess {
  lookup: NonNullable<DialOptions['lookup']>
  beforeConnect: DialOptions['beforeConnect']
  context: tls.SecureContext
  signal: AbortSignal
}

/** A script that wants more names than this one after the other is not looking for a proxy. */
const MAX_ROUNDS = 8

const SCHEMES: Readonly<Record<string, string>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks5',
  SOCKS5: 'socks5',
}

/** The proxy that a script names for this server; undefined when it says that none is needed. Rejects with `FailureError`. */
export async function askScript(
  url: string,
  { host, port }: ProxyTarget,
  access: ScriptAccess,
): Promise<ProxyServer | undefined> {
  const { script, ownAddress } = await fetchScript(url, access)
  const known: Record<string, string | null> = {}
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const answer = await runScript({ script, url: `https://${host}:${port}/`, host, known, ownAddress })
    access.signal.throwIfAborted()
    switch (answer.outcome) {
      case 'answer':
        return proxyIn(answer.text, url)
      case 'asked':
        for (const name of answer.names.slice(0, MAX_ROUNDS)) known[name] = await addressOf(name, access)
        break
      case 'too-slow':
        throw failed(url, 'too-slow', '')
      case 'faulty':
        throw failed(url, 'faulty', answer.detail)
    }
  }
  throw failed(url, 'too-slow', 'it asks for ever more names')
}

/** The first of `PROXY a:1; SOCKS5 b:2; DIRECT` that we can use. */
export function proxyIn(answer: string, script: string): ProxyServer | undefined {
  for (const entry of answer.split(';')) {
    const [kind = '', place = ''] = entry.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT' || answer.trim() === '') return undefined
    const scheme = SCHEMES[kind.toUpperCase()]
    const proxy = scheme === undefined ? undefined : parseProxy(`${scheme}://${place}`)
    if (proxy !== undefined) return proxy
  }
  throw failed(script, 'no-proxy', answer.slice(0, 100))
}

/** Scripts know addresses of IPv4 only. A name that cannot be found is an answer, too. */
async function addressOf(name: string, { lookup, signal }: ScriptAccess): Promise<string | null> {
  try {
    const found = await lookup(name, signal)
    return found.find(({ family }) => family === 4)?.address ?? null
  } catch (cause) {
    if (signal.aborted) throw cause
    return null
  }
}

function failed(
  script: string,
  because: Extract<ProxyFailure, { code: 'proxy-script-failed' }>['because'],
  detail: string,
): FailureError {
  return new FailureError({ code: 'proxy-script-failed', script, because, detail })
}
