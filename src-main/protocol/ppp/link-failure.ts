import type { ProtocolFailure } from '../errors.ts'
import type { Authenticator } from './auth/authenticator.ts'
import type { FinishCause } from './policy.ts'

/** What it means for the user that LCP finished although nobody closed it. */
export function linkFailure(cause: FinishCause): ProtocolFailure {
  switch (cause) {
    case 'timeout':
      return { code: 'link-not-agreed', because: 'timeout' }
    case 'rejected':
      return { code: 'link-not-agreed', because: 'rejected' }
    case 'not-agreed':
      return { code: 'link-not-agreed', because: 'refused' }
    case 'closed':
      return { code: 'link-terminated', reason: '' }
  }
}

/** What it means for the user that IPCP finished. */
export function addressFailure(cause: FinishCause): ProtocolFailure {
  switch (cause) {
    case 'timeout':
      // SoftEther stays silent when no DHCP server answers behind it.
      return { code: 'address-none' }
    case 'rejected':
      return { code: 'address-refused', because: 'no-ipv4', detail: '' }
    case 'not-agreed':
      return { code: 'address-refused', because: 'refused', detail: '' }
    case 'closed':
      return { code: 'address-refused', because: 'closed', detail: '' }
  }
}

/** Why the server rejects the very sign-in that it asked for: SoftEther does so when EAP has nothing that is wanted. */
export function signInRejected(authenticator: Authenticator): ProtocolFailure {
  return authenticator.failureOfRefusals?.() ?? { code: 'link-not-agreed', because: 'sign-in-rejected' }
}
