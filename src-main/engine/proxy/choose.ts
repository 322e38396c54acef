import { FailureError } from '../../../src-shared/failure.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { unreachable } from '../../../src-shared/unreachable.ts'
import { askScript, type ScriptAccess } from './ask-script.ts'
import { type ProxyServer, parseProxy } from './proxy.ts'
import { answerFor, type ProxyAnswer } from './settings.ts'
import { systemProxySettings } from './system-settings.ts'

/** The proxy that this profile's server is reached through, with what signs in to it; undefined for none. Rejects with `FailureError`. */
export async function chooseProxy(
  { profile, proxyPassword }: { profile: Profile; proxyPassword?: string | undefined },
  access: ScriptAccess,
): Promise<ProxyServer | undefined> {
  const answer = await answerOf(profile)
  const proxy = await proxyOf(answer, profile, access)
  const { user } = profile.proxy
  // Without its password a name is no sign-in, and an empty password is a wrong one that counts.
  return proxy === undefined || user === undefined || proxyPassword === undefined
    ? proxy
    : { ...proxy, user, password: proxyPassword }
}

async function answerOf({ proxy: { mode, url = '' }, server }: Profile): Promise<ProxyAnswer> {
  switch (mode) {
    case 'none':
      return { way: 'direct' }
    case 'system': {
      const settings = await systemProxySettings()
      return settings === undefined ? { way: 'direct' } : answerFor(settings, server)
    }
    case 'manual': {
      const proxy = parseProxy(url)
      if (proxy !== undefined) return { way: 'proxy', proxy }
      throw new FailureError({ code: 'proxy-settings-unusable', detail: 'the connection names no proxy' })
    }
    case 'pac':
      return { way: 'script', url }
    default:
      return unreachable(mode)
  }
}

async function proxyOf(
  answer: ProxyAnswer,
  { server }: Profile,
  access: ScriptAccess,
): Promise<ProxyServer | undefined> {
  switch (answer.way) {
    case 'direct':
      return undefined
    case 'proxy':
      return answer.proxy
    case 'script':
      return await askScript(answer.url, server, access)
    default:
      return unreachable(answer)
  }
}
