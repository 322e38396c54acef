import { FailureError } from '../../../src-shared/failure.ts'
import { isExempt } from './no-proxy.ts'
import { type ProxyServer, type ProxyTarget, parseProxy } from './proxy.ts'

/** What an environment or a desktop says about proxies. */
export interface ProxySettings {
  /** For encrypted connections, best first; the first that can be read is taken. */
  proxies: readonly string[]
  /** The address of a script that names proxies; it comes before `proxies`. */
  script?: string
  except: readonly string[]
}

export type ProxyAnswer =
  | { way: 'direct' }
  | { way: 'proxy'; proxy: ProxyServer }
  | { way: 'script'; url: string }

/** No proxy leads to this computer itself; browsers know that without being told, too. */
const OWN_COMPUTER = ['localhost', '127.0.0.0/8', '::1']

/** What these settings mean for one server. Throws `FailureError` when they name something that is no proxy. */
export function answerFor(settings: ProxySettings, { host, port }: ProxyTarget): ProxyAnswer {
  if (isExempt([...OWN_COMPUTER, ...settings.except], host, port)) return { way: 'direct' }
  if (settings.script !== undefined) return { way: 'script', url: settings.script }
  const [text] = settings.proxies
  if (text === undefined) return { way: 'direct' }
  const proxy = parseProxy(text)
  if (proxy === undefined)
    // The text itself may hold a password.
    throw new FailureError({
      code: 'proxy-settings-unusable',
      detail: 'the settings of this computer name something that is no proxy',
    })
  return { way: 'proxy', proxy }
}
