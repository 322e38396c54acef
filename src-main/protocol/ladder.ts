/** The rungs that the protocol core climbs; the dialer has those before, the host's network set-up the one after. */
export type Rung = 'sstp' | 'sign-in' | 'address'
