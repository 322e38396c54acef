import { utf8 } from '../bytes.ts'
import type { CryptoProvider } from '../crypto-provider.ts'
import type { Credentials, EapOptions } from '../ppp/auth/authenticator.ts'
import type { AuthMethod } from '../ppp/auth/method.ts'
import { EAP_TYPE } from './constants.ts'
import type { EapMethodPlan } from './eap-method.ts'
import { EapTls } from './eap-tls.ts'
import { EapMsChapV2 } from './ms-chap-v2-method.ts'
import { Peap } from './peap.ts'
import type { TlsStreams } from './tls-stream.ts'
import { TokenCard } from './token-card.ts'
import { Ttls } from './ttls.ts'

export interface PlanOptions {
  crypto: CryptoProvider
  credentials: Credentials
  /** By the profile's names, the preferred one first; those outside EAP are passed over. */
  methods: readonly AuthMethod[]
  eap: EapOptions
  /** Bytes of TLS in one packet. */
  fragment: number
}

/**
 * What a record of the outer TLS, and the inner packet's type, flags and length take away. An inner packet that did not fit
 * into one outer one would get there under a later identifier than it answers, and FreeRADIUS refuses that.
 */
const INNER_ROOM = 100

/** Those of the profile's methods that EAP carries, each type once: PEAP and EAP-TTLS have several under one. */
export function eapPlans(options: PlanOptions): EapMethodPlan[] {
  const types = options.methods.map((method) => TYPE_OF[method]).filter((type) => type !== undefined)
  return [...new Set(types)].flatMap((type) => {
    const { tls } = options.eap
    if (type === EAP_TYPE.msChapV2) return [msChapV2Plan(options)]
    return tls === undefined ? [] : [tlsPlan(type, options, tls)]
  })
}

const TYPE_OF: Readonly<Partial<Record<AuthMethod, number>>> = {
  'eap-ms-chap-v2': EAP_TYPE.msChapV2,
  'eap-tls': EAP_TYPE.tls,
  'peap-ms-chap-v2': EAP_TYPE.peap,
  'peap-eap-tls': EAP_TYPE.peap,
  'eap-ttls-pap': EAP_TYPE.ttls,
  'eap-ttls-ms-chap-v2': EAP_TYPE.ttls,
}

function msChapV2Plan({ crypto, credentials }: PlanOptions): EapMethodPlan {
  return { type: EAP_TYPE.msChapV2, create: (hooks) => new EapMsChapV2(crypto, credentials, hooks) }
}

function tlsPlan(type: number, options: PlanOptions, streams: TlsStreams): EapMethodPlan {
  const { crypto, credentials, methods, fragment } = options
  switch (type) {
    case EAP_TYPE.peap:
      return {
        type,
        create: (hooks) =>
          new Peap({ crypto, streams, fragment, inner: innerOptions(options, streams) }, hooks),
      }
    case EAP_TYPE.ttls: {
      const first = methods.find((method) => TYPE_OF[method] === EAP_TYPE.ttls)
      const inner = first === 'eap-ttls-pap' ? 'pap' : 'ms-chap-v2'
      return { type, create: (hooks) => new Ttls({ crypto, credentials, streams, fragment, inner }, hooks) }
    }
    default:
      return { type, create: (hooks) => new EapTls({ streams, fragment }, hooks) }
  }
}

/** What may happen inside PEAP. */
function innerOptions(options: PlanOptions, streams: TlsStreams) {
  const { methods, credentials } = options
  const fragment = options.fragment - INNER_ROOM
  const plans = methods.flatMap((method): EapMethodPlan[] => {
    if (method === 'peap-ms-chap-v2') return [msChapV2Plan(options)]
    if (method !== 'peap-eap-tls') return []
    return [
      { type: EAP_TYPE.tls, create: (hooks) => new EapTls({ streams, fragment, isInTunnel: true }, hooks) },
    ]
  })
  if (credentials.oneTimeCode !== undefined) {
    plans.push({ type: EAP_TYPE.tokenCard, create: (hooks) => new TokenCard(credentials, hooks) })
  }
  const accepted = methods.filter((method) => TYPE_OF[method] === EAP_TYPE.peap)
  return { identity: utf8(credentials.user), plans, accepted, isInTunnel: true }
}
