import type { Credentials } from '../../src-shared/credentials.ts'
import { FailureError } from '../../src-shared/failure.ts'
import type { AuthMethod, Profile } from '../../src-shared/profile.ts'
import { isSupportedMethod, linkMethodOf } from '../protocol/ppp/auth/method.ts'
import type { TunnelClientOptions } from '../protocol/tunnel-client-options.ts'
import { EapTlsStreams } from './eap-tls-streams.ts'
import type { SignInMemory } from './sign-in-memory.ts'

type SignInOptions = Pick<TunnelClientOptions, 'credentials' | 'methods' | 'eap' | 'zeroKey'>

/** Methods that show a certificate of the user, and those that at least run TLS inside EAP. */
const WITH_CERTIFICATE: ReadonlySet<AuthMethod> = new Set(['eap-tls', 'peap-eap-tls'])
const usesTls = (method: AuthMethod) => method.startsWith('eap-t') || method.startsWith('peap-')

/**
 * What the protocol needs to sign in as the profile wants. Throws when something is missing that only the user can add:
 * a code that is good for one sign-in, or a certificate with its key.
 */
export function signInOptions(options: {
  profile: Profile
  memory: SignInMemory
  onProgress: () => void
}): SignInOptions {
  const { profile, memory, onProgress } = options
  const credentials = memory.take()
  const { signIn } = profile
  const supported = signIn.methods
    .filter(isSupportedMethod)
    .filter((method) => !memory.withoutEap || linkMethodOf(method) !== 'eap')
  const streams = supported.some(usesTls)
    ? new EapTlsStreams({ profile, credentials, onProgress })
    : undefined
  const methods = supported.filter(
    (method) => !WITH_CERTIFICATE.has(method) || streams?.hasClientCertificate === true,
  )
  if (methods.length === 0 && supported.length > 0)
    throw new FailureError({ code: 'client-certificate-unusable', because: 'no-certificate', detail: '' })
  return {
    credentials: protocolCredentials(signIn.oneTimeCode, credentials),
    methods,
    zeroKey: credentials.zeroKey,
    eap: {
      ...(streams !== undefined && { tls: streams }),
      ...(signIn.outerIdentity !== undefined && { outerIdentity: signIn.outerIdentity }),
    },
  }
}

/** Only what the protocol needs, so that nothing else can leave by it. */
function protocolCredentials(
  how: Profile['signIn']['oneTimeCode'],
  { user, password, newPassword, oneTimeCode }: Credentials,
): SignInOptions['credentials'] {
  const change = newPassword === undefined ? {} : { newPassword }
  if (how === 'none') return { user, password, ...change }
  if (oneTimeCode === undefined || oneTimeCode === '')
    throw new FailureError({ code: 'one-time-code-needed' })
  return how === 'append'
    ? { user, password: password + oneTimeCode, ...change }
    : { user, password, oneTimeCode, ...change }
}
