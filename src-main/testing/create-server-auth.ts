import type { OfferedMethod } from './behaviour.ts'
import type { ServerAuth, ServerAuthHooks, ServerAuthOptions } from './server-auth.ts'
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
    default:
      return undefined
  }
}
