import { needsCertificate } from '../../../src-shared/method-needs.ts'
import { AUTH_METHODS, type AuthMethod } from '../../../src-shared/profile.ts'
import type { ProfileDraft } from '../../../src-shared/profile-draft.ts'

/** The methods that most servers have; the others stand behind them. */
const COMMON = ['ms-chap-v2', 'pap'] as const satisfies readonly AuthMethod[]

export type OtherMethod = Exclude<AuthMethod, (typeof COMMON)[number]>

export const OTHER_METHODS = AUTH_METHODS.filter((method): method is OtherMethod => !isCommon(method))

/** The allowed methods with one more or less, in the order of preference. */
export function withMethod(
  methods: readonly AuthMethod[],
  method: AuthMethod,
  isAllowed: boolean,
): AuthMethod[] {
  return AUTH_METHODS.filter((known) => (known === method ? isAllowed : methods.includes(known)))
}

/** Whether the user signs in with a certificate, or one is there already. */
export function wantsCertificate({ methods, certificate, clientCertificate }: ProfileDraft): boolean {
  return needsCertificate(methods) || clientCertificate || certificate !== ''
}

/** Whether there is TLS inside the tunnel, whose server is to be known and before which a name is said. */
export function hasInnerTls({ methods }: ProfileDraft): boolean {
  return methods.some((method) => method === 'eap-tls' || /^(?:peap|eap-ttls)-/.test(method))
}

function isCommon(method: AuthMethod): boolean {
  return COMMON.some((common) => common === method)
}
