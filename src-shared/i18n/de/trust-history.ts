import type { trustHistory as english } from '../en/trust-history.ts'
import type { Wording } from '../wording.ts'

export const trustHistory: Wording<typeof english> = {
  title: 'Bisher vertraut',
  beforeTitle: 'Früher',
  none: 'Es kam noch keine Verbindung zustande, daher ist kein Zertifikat bekannt.',
  since: (day) => `Vertraut seit ${day}.`,
  ends: (days, day) => {
    if (days < 0) return `Dieses Zertifikat ist am ${day} abgelaufen.`
    if (days === 0) return `Dieses Zertifikat läuft in weniger als einem Tag ab, am ${day}.`
    return days === 1
      ? `Dieses Zertifikat läuft in einem Tag ab, am ${day}.`
      : `Dieses Zertifikat läuft in ${days} Tagen ab, am ${day}.`
  },
  renewal: {
    key: 'Festgelegt ist sein Schlüssel: Eine Erneuerung mit demselben Schlüssel läuft ohne Rückfrage weiter.',
    certificate: 'Festgelegt ist es selbst: Nach seinem Nachfolger werden Sie gefragt.',
    authority:
      'Es ist nicht festgelegt: Ein Nachfolger wird angenommen, wenn eine Zertifizierungsstelle für ihn bürgt.',
    'other-pin': 'Festgelegt ist inzwischen ein anderes: Dieses Zertifikat wird nicht mehr angenommen.',
  },
  before: ({ subject, issuer, since, until, validFrom, validTo }) =>
    `${since} bis ${until}: ${subject}, ausgestellt von ${issuer}, gültig ${validFrom} bis ${validTo}`,
}
