import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import type { AuthMethod } from '../../../src-shared/profile.ts'

/** Bits of `AuthRestrictions` (MS-RRASM 2.2.2.2.58, which counts bits from one). */
const BITS = { PAP: 0x8, SPAP: 0x10, CHAP: 0x20, MS_CHAP: 0x40, EAP: 0x80, MS_CHAP_V2: 0x200 } as const

/** The numbers of EAP methods (`CustomAuthKey`) that say all by themselves; what is inside PEAP is nearly always this. */
const EAP_METHODS: Readonly<Record<string, AuthMethod>> = {
  13: 'eap-tls',
  25: 'peap-ms-chap-v2',
  26: 'eap-ms-chap-v2',
}

/** The EAP method of an entry, if it names one that we have. */
export function eapMethodOf(customAuthKey = ''): AuthMethod | undefined {
  return Object.hasOwn(EAP_METHODS, customAuthKey) ? EAP_METHODS[customAuthKey] : undefined
}

/** The methods that an entry of a phone book allows, and which of them we do not have. */
export function methodsOf(
  restrictions: string | undefined,
  customAuthKey?: string,
): {
  methods: AuthMethod[]
  ignored: IgnoredSetting[]
} {
  const bits = /^\d{1,10}$/.test(restrictions ?? '') ? Number(restrictions) : 0
  const has = (bit: number) => (bits & bit) !== 0
  const eap = eapMethodOf(customAuthKey)
  const methods: AuthMethod[] = [
    ...(has(BITS.EAP) && eap !== undefined ? [eap] : []),
    ...(has(BITS.MS_CHAP_V2) ? (['ms-chap-v2'] as const) : []),
    ...(has(BITS.CHAP) ? (['chap-md5'] as const) : []),
    ...(has(BITS.PAP) ? (['pap'] as const) : []),
  ]
  const ignored: IgnoredSetting[] = [
    ...(has(BITS.EAP) && eap === undefined ? [{ name: 'EAP', reason: 'not-supported-yet' } as const] : []),
    ...(has(BITS.MS_CHAP) ? [{ name: 'MS-CHAP', reason: 'would-weaken-security' } as const] : []),
    ...(has(BITS.SPAP) ? [{ name: 'SPAP', reason: 'would-weaken-security' } as const] : []),
  ]
  return { methods, ignored }
}
