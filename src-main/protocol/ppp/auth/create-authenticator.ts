import type { Authenticator, AuthenticatorHooks, AuthenticatorOptions } from './authenticator.ts'
import { ChapMd5 } from './chap-md5.ts'
import { Eap } from './eap.ts'
import type { LinkMethod } from './method.ts'
import { MsChapV2 } from './ms-chap-v2.ts'
import { Pap } from './pap.ts'

export function createAuthenticator(
  method: LinkMethod,
  options: AuthenticatorOptions,
  hooks: AuthenticatorHooks,
): Authenticator {
  switch (method) {
    case 'ms-chap-v2':
      return new MsChapV2(options, hooks)
    case 'chap-md5':
      return new ChapMd5(options, hooks)
    case 'pap':
      return new Pap(options, hooks)
    case 'eap':
      return new Eap(options, hooks)
  }
}
