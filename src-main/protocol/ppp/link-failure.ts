import type { ProtocolFailure } from '../errors.ts'
import type { Authenticator } from './auth/authenticator.ts'
import { NEGOTIATION } from './constants.ts'
import type { FinishCause } from './policy.ts'

/** What it means for the user that LCP finished although nobody closed it. */
export function linkFailure(cause: FinishCause): ProtocolFailure {
  switch (cause) {
    case 'timeout':
      return {
        code: 'link-not-agreed',
        detail: `no agreement after ${NEGOTIATION.maxConfigure} LCP requests`,
      }
    case 'rejected':
      return { code: 'link-not-agreed', detail: 'the server rejects LCP' }
    case 'not-agreed':
      return { code: 'link-not-agreed', detail: 'the LCP options were refused again and again' }
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
      return { code: 'address-refused', detail: 'the server does not carry IPv4' }
    case 'not-agreed':
      return { code: 'address-refused', detail: 'the IPCP options were refused again and again' }
    case 'closed':
      return { code: 'address-refused', detail: 'the server closed IPCP' }
  }
}

/** Why the server rejects the very sign-in that it asked for: SoftEther does so when EAP has nothing that is wanted. */
export function signInRejected(authenticator: Authenticator): ProtocolFailure {
  const detail = 'the server rejects the sign-in that it asked for'
  return authenticator.failureOfRefusals?.() ?? { code: 'link-not-agreed', detail }
}
