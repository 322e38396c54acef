import { SignInMemory } from '../../src-main/engine/sign-in-memory.ts'
import { signInOptions } from '../../src-main/engine/sign-in-options.ts'
import { STRICT, vary } from '../../src-main/testing/behaviour.ts'
import { type SignInResult, signInLive } from '../../src-main/testing/live-pair.ts'
import type { RadiusServer } from '../../src-main/testing/radius-client.ts'
import type { Credentials } from '../../src-shared/credentials.ts'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import type { AuthMethod, Profile } from '../../src-shared/profile.ts'
import { type Identity, testPki } from '../testbed/pki.ts'

/** The name in the certificate that an authority shows inside EAP. */
export const NAME = 'radius.example.com'

/** Whoever the VPN server asks. */
export interface Authority {
  readonly server: RadiusServer
  /** Everything that it has said, for tests that have failed. */
  readonly output: string
}

export interface SignIn {
  methods: readonly AuthMethod[]
  radius: Authority
  credentials?: Partial<Credentials>
  signIn?: Partial<Profile['signIn']>
  identity?: Partial<Profile['identity']>
  /** The certificate that the user signs in with. */
  showing?: Identity
}

/** One sign-in at a VPN server that asks an authority, as a profile with these settings would have it. */
export async function signIn(options: SignIn): Promise<SignInResult> {
  const defaults = defaultProfile({ host: 'vpn.example.com', port: 443 })
  const { authority: ca } = await testPki()
  const { showing, methods } = options
  const profile: Profile = {
    ...defaults,
    signIn: {
      ...defaults.signIn,
      methods,
      authServer: { name: NAME },
      ...(showing !== undefined && { certificate: showing.cert }),
      ...options.signIn,
    },
    identity: { ...defaults.identity, ca: ca.cert, ...options.identity },
  }
  const credentials: Credentials = {
    user: 'alice',
    password: 'secret',
    ...(showing !== undefined && { privateKey: showing.key }),
    ...options.credentials,
  }
  const memory = new SignInMemory({ profile, credentials, onEvent: () => undefined })
  const offered = methods.includes('ms-chap-v2') ? 'ms-chap-v2' : 'eap'
  return signInLive({
    client: (onProgress) => signInOptions({ profile, memory, onProgress }),
    server: {
      radius: options.radius.server,
      behaviour: vary(STRICT, { auth: { methods: [offered] } }),
    },
  })
}

/** For the message of a failed expectation. */
export const story = ({ log }: SignInResult, radius: Authority) =>
  `${log.join('\n')}\n${radius.output.slice(-4_000)}`
