/**
 * `VpnStrategy` of a Windows phone book (the VS_ constants of ras.h, and what CMAK says each tries). `sstp` tells how an
 * entry means to use SSTP: as its only protocol, or as one of several.
 */
const STRATEGIES: Readonly<Record<string, { kind: string; sstp: 'only' | 'among-others' | 'never' }>> = {
  0: { kind: 'automatic', sstp: 'among-others' },
  1: { kind: 'PPTP', sstp: 'never' },
  2: { kind: 'PPTP', sstp: 'among-others' },
  3: { kind: 'L2TP/IPsec', sstp: 'never' },
  4: { kind: 'L2TP/IPsec', sstp: 'among-others' },
  5: { kind: 'SSTP', sstp: 'only' },
  6: { kind: 'SSTP', sstp: 'among-others' },
  7: { kind: 'IKEv2', sstp: 'never' },
  8: { kind: 'IKEv2', sstp: 'among-others' },
  12: { kind: 'PPTP', sstp: 'among-others' },
  13: { kind: 'L2TP/IPsec', sstp: 'among-others' },
  14: { kind: 'IKEv2', sstp: 'among-others' },
  15: { kind: 'automatic', sstp: 'among-others' },
}

export interface EntryKind {
  /** The protocol's name, for those that are not taken. */
  kind: string
  sstp: 'only' | 'among-others' | 'never'
}

/** Decides by the strategy, and by the device where there is none; entries for modems have neither. */
export function kindOfEntry(strategy: string | undefined, devices: readonly string[]): EntryKind {
  const device = devices.find((name) => /WAN Miniport \(/i.test(name)) ?? devices[0] ?? ''
  const miniport = /WAN Miniport \(([^)]{1,20})\)/i.exec(device)?.[1] ?? ''
  const known = strategy === undefined ? undefined : STRATEGIES[strategy]
  if (/^PPPOE$/i.test(miniport)) return { kind: 'PPPoE', sstp: 'never' }
  if (known !== undefined) return known
  if (/^SSTP$/i.test(miniport)) return { kind: 'SSTP', sstp: 'only' }
  return { kind: miniport || 'modem', sstp: 'never' }
}
