/** PPP protocol numbers (RFC 1661 section 2; IANA "PPP DLL Protocol Numbers"). */
export const PROTOCOL = {
  ipv4: 0x0021,
  ipv6: 0x0057,
  ipcp: 0x8021,
  ecp: 0x8053,
  ipv6cp: 0x8057,
  ccp: 0x80fd,
  lcp: 0xc021,
  pap: 0xc023,
  chap: 0xc223,
  eap: 0xc227,
} as const

/** Packet codes of every protocol that runs the automaton (RFC 1661 section 5). */
export const CODE = {
  configureRequest: 1,
  configureAck: 2,
  configureNak: 3,
  configureReject: 4,
  terminateRequest: 5,
  terminateAck: 6,
  codeReject: 7,
} as const

/** Packet codes that LCP has in addition (RFC 1661 sections 5.7 to 5.9; RFC 1570 section 2). */
export const LCP_CODE = {
  protocolReject: 8,
  echoRequest: 9,
  echoReply: 10,
  discardRequest: 11,
  identification: 12,
  timeRemaining: 13,
} as const

/** LCP options (RFC 1661 section 6, RFC 1662 section 7.1). Everything else is rejected. */
export const LCP_OPTION = {
  mru: 1,
  asyncControlCharacterMap: 2,
  authentication: 3,
  magicNumber: 5,
} as const

/** IPCP options (RFC 1332 section 3, RFC 1877 section 1). Everything else is rejected. */
export const IPCP_OPTION = {
  address: 3,
  primaryDns: 129,
  secondaryDns: 131,
} as const

/** IPV6CP options (RFC 5072 section 4). Everything else is rejected. */
export const IPV6CP_OPTION = { interfaceId: 1 } as const

/** Packet codes of PAP (RFC 1334 section 2.2). */
export const PAP_CODE = { authenticateRequest: 1, authenticateAck: 2, authenticateNak: 3 } as const

/** Packet codes of CHAP (RFC 1994 section 4, RFC 2759 section 7). */
export const CHAP_CODE = { challenge: 1, response: 2, success: 3, failure: 4, changePassword: 7 } as const

/** Defaults of RFC 1661 section 4.6. */
export const NEGOTIATION = {
  restartTimerMs: 3_000,
  maxConfigure: 10,
  maxTerminate: 2,
  /** Configure-Naks sent in a row before they turn into Configure-Rejects. */
  maxFailure: 5,
  /**
   * Refusals (Nak or Reject) in both directions together before the negotiation is given up. RFC 1661 bounds only the
   * sender's own Naks; a peer that answers everything with a Nak would keep the other side busy for ever.
   */
  maxRefusals: 20,
} as const

export const MRU = {
  /** What a side that says nothing must be able to receive (RFC 1661 section 6.1). */
  default: 1500,
  /** Every host takes as much (RFC 791 section 3.1), so less is a fault; a profile cannot ask for less either. */
  min: 576,
  /** The 4095 bytes of an SSTP packet (MS-SSTP section 2.2.1) without its header of 4 and ours of 4. */
  max: 4087,
} as const

/** Bounds on everything that a peer could make grow. */
export const CAP = {
  /** Frames that wait for the owner; PPP expects loss, so what exceeds this is dropped. */
  transmits: 64,
  /** Events that wait for the owner. Only log lines are dropped beyond this. */
  logEvents: 256,
  /** Network-layer frames that arrive between the end of authentication and `openNetwork`. */
  heldFrames: 8,
  /** Characters of a peer's text that are kept. */
  text: 200,
  /** Different authentication methods that are remembered as offered. */
  offeredMethods: 8,
} as const
