/** Why LCP or the sign-in comes to no link (RFC 1661 section 4). */
export type LinkTrouble =
  | 'timeout'
  | 'rejected'
  | 'refused'
  | 'looped-back'
  | 'endless'
  | 'endless-sign-in'
  | 'sign-in-rejected'
  | 'no-sign-in'

/** Why IPCP comes to no address (RFC 1332); `said` stands for words of the server. */
export type AddressTrouble = 'no-ipv4' | 'no-addresses' | 'no-host' | 'refused' | 'closed' | 'said'
