import type { OfferedMethod } from './behaviour.ts'
import type { ServerAuth, ServerAuthHooks, ServerAuthOptions } from './server-auth.ts'
import { ServerChapMd5 } from './server-chap-md5.ts'
import { ServerEap } from './server-eap.ts'
import { ServerMsChapV2 } from './server-ms-chap-v2.ts'
import { ServerPap } from './server-pap.ts'

/** Undefined for methods that this server asks for but does not speak. */
export function createServerAuth(
  method: OfferedMethod,
  options: ServerAuthOptions,
  hooks: ServerAuthHooks,
): ServerAuth | undefined {
  switch (method) {
    case 'ms-chap-v2':
      return new ServerMsChapV2(options, hooks)
    case 'pap':
      return new ServerPap(options, hooks)
    case 'chap-md5':
      return new ServerChapMd5(options, hooks)
    case 'eap':
      return options.radius && new ServerEap(options.radius, hooks)
    default:
      return undefined
  }
}
