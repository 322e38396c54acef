/** Totals since the connection came up. Rates are computed by whoever shows them, from two of these. */
export interface TunnelStats {
  /** Monotonic milliseconds of the sample. */
  at: number
  bytesIn: number
  bytesOut: number
  packetsIn: number
  packetsOut: number
  /** Packets that neither side could take. */
  dropped: number
}
