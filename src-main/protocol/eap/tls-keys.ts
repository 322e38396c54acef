import type { TlsDialogue } from './tls-dialogue.ts'

/** Bytes of the Master Session Key (RFC 3748 section 7.10). */
export const MSK_LENGTH = 64

/** MSK and EMSK together (RFC 9427 section 2.1); TLS 1.3 would give other bytes for another length. */
const KEY_MATERIAL_LENGTH = 128

/** Labels of TLS 1.2 and before (RFC 5216 section 2.3, RFC 5281 section 8); PEAP has that of EAP-TLS. */
const LABEL_12 = { tls: 'client EAP encryption', ttls: 'ttls keying material' } as const

/** The same for every method; the method's type takes part as the context (RFC 9190 section 2.3, RFC 9427 section 2.1). */
const LABEL_13 = 'EXPORTER_EAP_TLS_Key_Material'

/** The keys that a method based on TLS yields by itself. */
export function keyMaterial(
  dialogue: Pick<TlsDialogue, 'exportKeyingMaterial'>,
  { type, version, family, length = KEY_MATERIAL_LENGTH }: KeyMaterialOptions,
): Uint8Array {
  return version === '1.3'
    ? dialogue.exportKeyingMaterial(length, LABEL_13, Uint8Array.of(type))
    : dialogue.exportKeyingMaterial(length, LABEL_12[family])
}

interface KeyMaterialOptions {
  /** Of the method. */
  type: number
  version: '1.2' | '1.3'
  family: 'tls' | 'ttls'
  length?: number
}
