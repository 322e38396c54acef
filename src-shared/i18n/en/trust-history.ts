interface Earlier {
  subject: string
  issuer: string
  since: string
  until: string
  validFrom: string
  validTo: string
}

/** What a connection has trusted until now, for the editor and `culvert trust`. */
export const trustHistory = {
  title: 'Trusted so far',
  beforeTitle: 'Before',
  none: 'No connection has come up yet, so no certificate is known.',
  since: (day: string) => `Trusted since ${day}.`,
  ends: (days: number, day: string) => {
    if (days < 0) return `This certificate ended on ${day}.`
    if (days === 0) return `This certificate ends in less than a day, on ${day}.`
    return days === 1
      ? `This certificate ends in one day, on ${day}.`
      : `This certificate ends in ${days} days, on ${day}.`
  },
  renewal: {
    key: 'Its key is pinned: a renewal with the same key goes on by itself.',
    certificate: 'It is pinned itself: you will be asked about its successor.',
    authority: 'It is not pinned: a successor is accepted when an authority vouches for it.',
    'other-pin': 'The pins of this connection are for another one: it will not be accepted again.',
  },
  before: ({ subject, issuer, since, until, validFrom, validTo }: Earlier) =>
    `${since} to ${until}: ${subject}, issued by ${issuer}, valid ${validFrom} to ${validTo}`,
}
