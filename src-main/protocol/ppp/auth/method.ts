import { concat, readU16, toHex, writeU16 } from '../../bytes.ts'
import { LCP_OPTION, PROTOCOL } from '../constants.ts'
import type { Option } from '../option.ts'

/** Methods that this side can be asked to authenticate with. A profile may name others, which are refused in words. */
export const SUPPORTED_METHODS = [
  'ms-chap-v2',
  'pap',
  'chap-md5',
  'eap-ms-chap-v2',
  'eap-tls',
  'peap-ms-chap-v2',
  'peap-eap-tls',
  'eap-ttls-pap',
  'eap-ttls-ms-chap-v2',
] as const
export type AuthMethod = (typeof SUPPORTED_METHODS)[number]

export function isSupportedMethod(method: string): method is AuthMethod {
  return SUPPORTED_METHODS.some((supported) => supported === method)
}

/** What LCP can agree on: it knows EAP as one method, whatever is inside. */
export type LinkMethod = 'ms-chap-v2' | 'pap' | 'chap-md5' | 'eap'

/** The method of the link that carries this one. */
export function linkMethodOf(method: AuthMethod): LinkMethod {
  switch (method) {
    case 'ms-chap-v2':
    case 'pap':
    case 'chap-md5':
      return method
    default:
      return 'eap'
  }
}

/** CHAP algorithms (RFC 1994 section 3, RFC 2433 section 2, RFC 2759 section 2). */
const CHAP_ALGORITHMS: Readonly<Record<number, string>> = { 5: 'chap-md5', 128: 'ms-chap', 129: 'ms-chap-v2' }

/**
 * Names the method that an Authentication-Protocol option asks for: one of ours, `ms-chap`, or its value in hex.
 */
export function nameMethod({ data }: Option): string {
  const protocol = data.length >= 2 ? readU16(data, 0) : undefined
  const known =
    (protocol === PROTOCOL.pap && data.length === 2 && 'pap') ||
    (protocol === PROTOCOL.eap && data.length === 2 && 'eap') ||
    (protocol === PROTOCOL.chap && data.length === 3 && CHAP_ALGORITHMS[data[2]])
  return known || `0x${toHex(data.subarray(0, 4))}`
}

/** How each method is written: a protocol, and for CHAP an algorithm. */
const WRITTEN: Readonly<Record<LinkMethod, { protocol: number; algorithm: readonly number[] }>> = {
  'ms-chap-v2': { protocol: PROTOCOL.chap, algorithm: [129] },
  'chap-md5': { protocol: PROTOCOL.chap, algorithm: [5] },
  pap: { protocol: PROTOCOL.pap, algorithm: [] },
  eap: { protocol: PROTOCOL.eap, algorithm: [] },
}

/** The Authentication-Protocol option that asks for a method (RFC 1661 section 6.2). */
export function methodOption(method: LinkMethod): Option {
  const { protocol, algorithm } = WRITTEN[method]
  const value = new Uint8Array(2)
  writeU16(value, 0, protocol)
  return { type: LCP_OPTION.authentication, data: concat(value, Uint8Array.from(algorithm)) }
}
