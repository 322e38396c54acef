/**
 * What `Segmenter` knows about the super-packet that it cuts, 32 bits each, in the memory of the packets, where the
 * compiled loops find it, too: src-main/native/packet-kernel/cut.ts has the same table. Offsets count from the start of
 * the staging buffer, that is from the vnet header.
 */
export const CUT = {
  /** Where the staging buffer lies, for the compiled loops. */
  staging: 0,
  /** End of the super-packet. */
  end: 1,
  /** Next byte of payload to send. */
  at: 2,
  /** Payload of each packet but the last. */
  segmentSize: 3,
  isIpv6: 4,
  isTcp: 5,
  transport: 6,
  payload: 7,
  /** How many packets have been cut off. */
  index: 8,
  /** Sum of the IPv4 header without length, identification and checksum. */
  ipSum: 9,
  /** Sum of pseudo header and transport header, without what differs between packets. */
  transportSum: 10,
  /** Of the first packet. */
  identification: 11,
  sequence: 12,
  flags: 13,
} as const

export const CUT_STATE_BYTES = 64
