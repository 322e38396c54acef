import { nodeCrypto } from '../../../engine/node-crypto.ts'
import { concat, utf8 } from '../../bytes.ts'
import type { TlsProgress, TlsState, TlsStream, TlsStreams } from '../tls-stream.ts'

/** What the client says to begin with, in place of a ClientHello. */
export const HELLO = utf8('hello')

/**
 * A tunnel whose records are what is said in them, so that a test can say anything in there. It stands when the server has
 * answered the beginning; the keys are made up, but each label, length and context has its own.
 */
export class ClearTls implements TlsStreams {
  readonly hasClientCertificate = true
  readonly #secured: TlsState

  constructor(secured: TlsState = { type: 'secured', version: '1.2' }) {
    this.#secured = secured
  }

  open(): TlsStream {
    let state: TlsState = { type: 'handshake' }
    let records: Uint8Array = HELLO
    let plain: Uint8Array = new Uint8Array(0)
    return {
      receive: (bytes) => {
        if (state.type !== 'handshake') plain = concat(plain, bytes)
        else if (bytes.length > 0) state = this.#secured
      },
      send: (bytes) => {
        records = concat(records, bytes)
      },
      poll: (): TlsProgress => {
        const progress = { records, plain, state }
        records = new Uint8Array(0)
        plain = new Uint8Array(0)
        return progress
      },
      exportKeyingMaterial,
      close: () => {},
    }
  }
}

/** Twenty bytes of hash, again and again. */
export function exportKeyingMaterial(length: number, label: string, context = new Uint8Array(0)): Uint8Array {
  const round = nodeCrypto.sha1(concat(utf8(`${label} ${length} `), context))
  return concat(...Array.from({ length: Math.ceil(length / round.length) }, () => round)).slice(0, length)
}
