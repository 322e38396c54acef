import { concat, writeU16 } from '../bytes.ts'
import { HEADER_LENGTH, MAX_PACKET_LENGTH, VERSION } from './constants.ts'

/** Room that a packet needs in front of it: SSTP header, `FF 03`, PPP protocol. */
export const DATA_HEADROOM = 8

/** The longest packet that fits behind `DATA_HEADROOM` bytes of headers. */
export const MAX_DATA_LENGTH = MAX_PACKET_LENGTH - DATA_HEADROOM

/** RFC 1332 section 2. */
const PPP_IPV4 = 0x0021

/**
 * Turns the packet at `packetStart` into an SSTP data packet by filling the `DATA_HEADROOM` bytes in front of it
 * (MS-SSTP section 2.2.3). Address and control field are always sent: SoftEther ignores frames without them.
 * `packetLength` is at most `MAX_DATA_LENGTH`; the caller's MTU sees to it, this is once a packet.
 */
export function writeDataHeader(
  slab: Uint8Array,
  packetStart: number,
  packetLength: number,
  pppProtocol: number = PPP_IPV4,
): void {
  const start = packetStart - DATA_HEADROOM
  const length = packetLength + DATA_HEADROOM
  slab[start] = VERSION
  slab[start + 1] = 0
  slab[start + 2] = length >>> 8
  slab[start + 3] = length
  slab[start + 4] = 0xff
  slab[start + 5] = 0x03
  slab[start + 6] = pppProtocol >>> 8
  slab[start + 7] = pppProtocol
}

/** Wraps one whole PPP frame, `FF 03` included, for frames that are not worth a slab. */
export function encodeDataPacket(pppFrame: Uint8Array): Uint8Array {
  const length = HEADER_LENGTH + pppFrame.length
  if (length > MAX_PACKET_LENGTH) throw new RangeError(`a PPP frame of ${pppFrame.length} bytes does not fit`)
  const header = new Uint8Array(HEADER_LENGTH)
  header[0] = VERSION
  writeU16(header, 2, length)
  return concat(header, pppFrame)
}
