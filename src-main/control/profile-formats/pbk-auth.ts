import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import type { AuthMethod } from '../../../src-shared/profile.ts'

/** Bits of `AuthRestrictions` (MS-RRASM 2.2.2.2.58, which counts bits from one). */
const BITS = { PAP: 0x8, SPAP: 0x10, CHAP: 0x20, MS_CHAP: 0x40, EAP: 0x80, MS_CHAP_V2: 0x200 } as const

/** The methods that an entry of a phone book allows, and which of them we do not have. */
export function methodsOf(restrictions: string | undefined): {
  methods: AuthMethod[]
  ignored: IgnoredSetting[]
} {
  const bits = /^\d{1,10}$/.test(restrictions ?? '') ? Number(restrictions) : 0
  const has = (bit: number) => (bits & bit) !== 0
  const methods: AuthMethod[] = [
    ...(has(BITS.MS_CHAP_V2) ? (['ms-chap-v2'] as const) : []),
    ...(has(BITS.PAP) ? (['pap'] as const) : []),
  ]
  const ignored: IgnoredSetting[] = [
    ...(has(BITS.EAP) ? [{ name: 'EAP', reason: 'not-supported-yet' } as const] : []),
    ...(has(BITS.CHAP) ? [{ name: 'CHAP', reason: 'not-supported-yet' } as const] : []),
    ...(has(BITS.MS_CHAP) ? [{ name: 'MS-CHAP', reason: 'would-weaken-security' } as const] : []),
    ...(has(BITS.SPAP) ? [{ name: 'SPAP', reason: 'would-weaken-security' } as const] : []),
  ]
  return { methods, ignored }
}
