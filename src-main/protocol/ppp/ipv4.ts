/** 0.0.0.0, with which IPCP asks for an address (RFC 1332 section 3.3). */
export const UNSPECIFIED = 0

/** An unsigned 32-bit number as dotted text. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.')
}

/** False for what no host can have: this network, loopback, multicast, reserved and broadcast (RFC 6890). */
export function isHostAddress(address: number): boolean {
  const first = address >>> 24
  return first !== 0 && first !== 127 && first < 224
}
