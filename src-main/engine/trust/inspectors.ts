/** Products that sit between and re-encrypt, by what they write into the certificates that they make. */
const INSPECTORS: readonly (readonly [RegExp, string])[] = [
  [/zscaler/i, 'Zscaler'],
  [/forti(?:net|gate)/i, 'Fortinet FortiGate'],
  [/palo alto/i, 'Palo Alto Networks'],
  [/blue ?coat|proxysg/i, 'Symantec ProxySG'],
  [/netskope/i, 'Netskope'],
  [/cisco umbrella/i, 'Cisco Umbrella'],
  [/check ?point/i, 'Check Point'],
  [/sophos/i, 'Sophos'],
  [/barracuda/i, 'Barracuda'],
  [/watchguard/i, 'WatchGuard'],
  [/sonicwall/i, 'SonicWall'],
  [/mcafee|skyhigh|trellix/i, 'Skyhigh (McAfee) Web Gateway'],
  [/forcepoint|websense/i, 'Forcepoint'],
  [/untangle/i, 'Untangle'],
  [/smoothwall/i, 'Smoothwall'],
  [/securly/i, 'Securly'],
  [/lightspeed/i, 'Lightspeed'],
  [/iboss/i, 'iboss'],
  [/kaspersky/i, 'Kaspersky'],
  [/\beset\b.*(?:ssl|filter)/i, 'ESET'],
  [/\bavast\b/i, 'Avast'],
  [/\bavg\b/i, 'AVG'],
  [/bitdefender/i, 'Bitdefender'],
  [/dr\.? ?web/i, 'Dr.Web'],
  [/mitmproxy/i, 'mitmproxy'],
  [/fiddler/i, 'Fiddler'],
  [/charles proxy/i, 'Charles'],
  [/portswigger/i, 'Burp Suite'],
]

/** The product that made a certificate, if the issuer's names give it away; undefined for an ordinary authority. */
export function inspectorOf(issuerNames: readonly string[]): string | undefined {
  return INSPECTORS.find(([pattern]) => issuerNames.some((name) => pattern.test(name)))?.[1]
}
