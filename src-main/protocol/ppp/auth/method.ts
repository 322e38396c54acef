import { concat, readU16, toHex, writeU16 } from '../../bytes.ts'
import { LCP_OPTION, PROTOCOL } from '../constants.ts'
import type { Option } from '../option.ts'

/** Methods that this side can be asked to authenticate with. A profile may name others, which are refused in words. */
export const SUPPORTED_METHODS = ['ms-chap-v2', 'pap'] as const
export type AuthMethod = (typeof SUPPORTED_METHODS)[number]

export function isSupportedMethod(method: string): method is AuthMethod {
  return SUPPORTED_METHODS.some((supported) => supported === method)
}

/** CHAP algorithms (RFC 1994 section 3, RFC 2433 section 2, RFC 2759 section 2). */
const CHAP_ALGORITHMS: Readonly<Record<number, string>> = { 5: 'chap-md5', 128: 'ms-chap', 129: 'ms-chap-v2' }
const MS_CHAP_V2 = 129

/**
 * Names the method that an Authentication-Protocol option asks for: one of ours, `eap`, `chap-md5`, `ms-chap`, or its
 * value in hex.
 */
export function nameMethod({ data }: Option): string {
  const protocol = data.length >= 2 ? readU16(data, 0) : undefined
  const known =
    (protocol === PROTOCOL.pap && data.length === 2 && 'pap') ||
    (protocol === PROTOCOL.eap && data.length === 2 && 'eap') ||
    (protocol === PROTOCOL.chap && data.length === 3 && CHAP_ALGORITHMS[data[2]])
  return known || `0x${toHex(data.subarray(0, 4))}`
}

/** The Authentication-Protocol option that asks for a method (RFC 1661 section 6.2). */
export function methodOption(method: AuthMethod): Option {
  const protocol = new Uint8Array(2)
  writeU16(protocol, 0, method === 'pap' ? PROTOCOL.pap : PROTOCOL.chap)
  const data = method === 'pap' ? protocol : concat(protocol, Uint8Array.of(MS_CHAP_V2))
  return { type: LCP_OPTION.authentication, data }
}
