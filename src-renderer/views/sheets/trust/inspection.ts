/** Products that open encrypted connections and sign what they pass on with an authority named after themselves. */
const INSPECTORS: readonly [pattern: RegExp, name: string][] = [
  [/zscaler/i, 'Zscaler'],
  [/forti(?:net|gate)/i, 'Fortinet'],
  [/palo ?alto/i, 'Palo Alto Networks'],
  [/blue ?coat|proxysg/i, 'Blue Coat'],
  [/netskope|goskope/i, 'Netskope'],
  [/cisco umbrella|opendns/i, 'Cisco Umbrella'],
  [/forcepoint|websense/i, 'Forcepoint'],
  [/sophos/i, 'Sophos'],
  [/barracuda/i, 'Barracuda'],
  [/watchguard|fireware/i, 'WatchGuard'],
  [/check ?point/i, 'Check Point'],
  [/sonicwall/i, 'SonicWall'],
  [/mcafee|skyhigh/i, 'Skyhigh'],
  [/kaspersky/i, 'Kaspersky'],
  [/\beset\b/i, 'ESET'],
  [/avast|\bavg\b/i, 'Avast'],
  [/bitdefender/i, 'Bitdefender'],
  [/cloudflare.*gateway|gateway.*cloudflare/i, 'Cloudflare Gateway'],
  [/smoothwall/i, 'Smoothwall'],
  [/untangle/i, 'Untangle'],
  [/squid/i, 'Squid'],
  [/mitmproxy/i, 'mitmproxy'],
  [/charles proxy/i, 'Charles'],
  [/do_not_trust|fiddler/i, 'Fiddler'],
  [/portswigger|burp/i, 'Burp'],
]

/** The inspecting product that an issuer's name points to; undefined for all others. */
export function inspectorIn(issuer: string): string | undefined {
  return INSPECTORS.find(([pattern]) => pattern.test(issuer))?.[1]
}
