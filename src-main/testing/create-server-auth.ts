import type { OfferedMethod } from './behaviour.ts'
import type { ServerAuth, ServerAuthHooks, ServerAuthOptions } from './server-auth.ts'
import { ServerChapMd5 } from './server-chap-md5.ts'
import { ServerEap } from './server-eap.ts'
import { ServerMsChapRadius } from './server-ms-chap-radius.ts'
import { ServerMsChapV2 } from './server-ms-chap-v2.ts'
import { ServerPap } from './server-pap.ts'

/** Undefined for methods that this server asks for but does not speak. */
export function createServerAuth(
  method: OfferedMethod,
  options: ServerAuthOptions,
  hooks: ServerAuthHooks,
): ServerAuth | undefined {
  const { radius } = options
  switch (method) {
    case 'ms-chap-v2':
      return radius === undefined
        ? new ServerMsChapV2(options, hooks)
        : new ServerMsChapRadius({ ...options, radius }, hooks)
    case 'pap':
      return new ServerPap(options, hooks)
    case 'chap-md5':
      return new ServerChapMd5(options, hooks)
    case 'eap':
      return radius && new ServerEap({ ...options, radius }, hooks)
    default:
      return undefined
  }
}
