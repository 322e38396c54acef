import { concat, readU16, writeU16, writeU32 } from '../bytes.ts'
import { LCP_CODE, PROTOCOL } from './constants.ts'
import type { ControlPacket } from './control-packet.ts'
import type { ExtraCode } from './policy.ts'

export interface LcpCodeHooks {
  /** The peer does not know this protocol, which is not LCP. */
  protocolRejected(protocol: number, now: number): void
  echoReplied(now: number): void
}

const MAGIC_LENGTH = 4

/** What LCP's codes beyond 7 mean, for either role; undefined for a code that LCP does not have. */
export function handleLcpCode(
  packet: ControlPacket,
  context: { opened: boolean; magic: number; hooks: LcpCodeHooks },
  now: number,
): ExtraCode | undefined {
  const { opened, magic, hooks } = context
  switch (packet.code) {
    case LCP_CODE.protocolReject: {
      // RFC 1661 section 5.7: in any other state than Opened it is discarded.
      if (!opened || packet.body.length < 2) return { event: 'none' }
      const protocol = readU16(packet.body, 0)
      if (protocol === PROTOCOL.lcp) return { event: 'RXJ-' }
      hooks.protocolRejected(protocol, now)
      return { event: 'RXJ+' }
    }
    case LCP_CODE.echoRequest:
      if (packet.body.length < MAGIC_LENGTH) return { event: 'none' }
      return { event: 'RXR', reply: { code: LCP_CODE.echoReply, body: echoBody(magic, packet.body) } }
    case LCP_CODE.echoReply:
      if (opened) hooks.echoReplied(now)
      return { event: 'RXR' }
    case LCP_CODE.discardRequest:
      return { event: 'RXR' }
    case LCP_CODE.identification:
    case LCP_CODE.timeRemaining:
      return { event: 'none' }
    default:
      return undefined
  }
}

/** RFC 1661 section 5.8: our own magic number, then the data of the request unchanged. */
function echoBody(magic: number, request: Uint8Array): Uint8Array {
  return concat(magicBytes(magic), request.subarray(MAGIC_LENGTH))
}

export function magicBytes(magic: number): Uint8Array {
  const bytes = new Uint8Array(MAGIC_LENGTH)
  writeU32(bytes, 0, magic)
  return bytes
}

/** The body of a Protocol-Reject (RFC 1661 section 5.7); the sender cuts it to what the peer takes. */
export function protocolRejectBody(protocol: number, payload: Uint8Array): Uint8Array {
  const body = new Uint8Array(2 + payload.length)
  writeU16(body, 0, protocol)
  body.set(payload, 2)
  return body
}
