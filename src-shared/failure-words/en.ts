import type { Catalogue } from './catalogue.ts'
import { APP_WORDS } from './en-app.ts'
import { CONNECTION_WORDS } from './en-connection.ts'
import { EAP_WORDS } from './en-eap.ts'
import { HOST_WORDS } from './en-host.ts'
import { HTTP_WORDS } from './en-http.ts'
import { IDENTITY_WORDS } from './en-identity.ts'
import { NETWORK_WORDS } from './en-network.ts'
import { PROFILE_WORDS } from './en-profile.ts'
import { PROXY_WORDS } from './en-proxy.ts'
import { SIGN_IN_WORDS } from './en-sign-in.ts'
import { SSTP_WORDS } from './en-sstp.ts'

/** English. */
export const ENGLISH: Catalogue = {
  ...NETWORK_WORDS,
  ...PROXY_WORDS,
  ...IDENTITY_WORDS,
  ...HTTP_WORDS,
  ...SSTP_WORDS,
  ...SIGN_IN_WORDS,
  ...EAP_WORDS,
  ...HOST_WORDS,
  ...CONNECTION_WORDS,
  ...PROFILE_WORDS,
  ...APP_WORDS,
  cancelled: () => ({
    title: 'Stopped before the connection was up',
    cause: 'You ended it. Nothing on this computer was left changed.',
    remedy: 'Connect again whenever you like.',
  }),
  usage: ({ detail }) => ({
    title: "The command can't be run like this",
    cause: detail,
    remedy: 'Run "culvert help" to see the commands with examples.',
  }),
  internal: ({ detail }) => ({
    title: 'Culvert made a mistake',
    cause: `Something happened that its authors did not expect: ${detail || 'no details are known'}.`,
    remedy:
      'Try again. If this computer\'s network seems wrong, run "culvert repair". Please report the mistake together with this text.',
  }),
}
