import type { Authenticator, AuthenticatorHooks, AuthenticatorOptions } from './authenticator.ts'
import type { AuthMethod } from './method.ts'
import { MsChapV2 } from './ms-chap-v2.ts'
import { Pap } from './pap.ts'

export function createAuthenticator(
  method: AuthMethod,
  options: AuthenticatorOptions,
  hooks: AuthenticatorHooks,
): Authenticator {
  switch (method) {
    case 'ms-chap-v2':
      return new MsChapV2(options, hooks)
    case 'pap':
      return new Pap(options, hooks)
  }
}
