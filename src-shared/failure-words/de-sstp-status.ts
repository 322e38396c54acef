/** MS-SSTP section 2.2.8: every status that there is, what it means, and its name for searches. */
const STATUSES: readonly (readonly [meaning: string, name: string])[] = [
  ['dass kein Fehler vorliegt', 'NO_ERROR'],
  ['dass ein Teil unserer Nachricht doppelt kam', 'DUPLICATE_ATTRIBUTE'],
  ['dass er einen Teil unserer Nachricht nicht kennt', 'UNRECOGNIZED_ATTRIBUTE'],
  ['dass ein Teil unserer Nachricht die falsche Länge hat', 'INVALID_ATTRIB_VALUE_LENGTH'],
  ['dass er einen Wert in unserer Nachricht nicht annimmt', 'VALUE_NOT_SUPPORTED'],
  [
    'dass unsere Nachricht zu einem Zeitpunkt kam, zu dem er eine andere erwartet hat',
    'UNACCEPTED_FRAME_RECEIVED',
  ],
  ['dass etwas zu oft versucht wurde', 'RETRY_COUNT_EXCEEDED'],
  [
    'dass er mit dem Empfangenen nichts anfangen konnte; manche Server sagen das aus jedem beliebigen Grund',
    'INVALID_FRAME_RECEIVED',
  ],
  ['dass die Anmeldung zu lange gedauert hat', 'NEGOTIATION_TIMEOUT'],
  ['dass ein Teil unserer Nachricht nicht hineingehört', 'ATTRIB_NOT_SUPPORTED_IN_MSG'],
  ['dass ein Teil unserer Nachricht fehlt', 'REQUIRED_ATTRIBUTE_MISSING'],
  ['dass ein Status nicht in unsere Nachricht gehört', 'STATUS_INFO_NOT_SUPPORTED_IN_MSG'],
]

/** MS-SSTP section 2.2.4. */
const ATTRIBUTES: Readonly<Record<number, string>> = {
  1: 'das Protokoll im Tunnel (PPP)',
  2: 'den Status',
  3: 'die Kryptobindung, die die Anmeldung mit der TLS-Verbindung verknüpft',
  4: 'die Anforderung der Kryptobindung',
}

/** A whole sentence about the reason that the server gave. */
export function statusInWords(status: number | undefined, attribute?: number): string {
  if (status === undefined) return 'Der Server hat keinen Grund genannt; manche tun das nie.'
  const about = attribute === undefined ? undefined : ATTRIBUTES[attribute]
  const concerning = about === undefined ? '' : ` Es geht um ${about}.`
  const known = STATUSES[status]
  if (known === undefined)
    return `Der Server hat den Grund ${status} genannt, den der Standard nicht kennt.${concerning}`
  const [meaning, name] = known
  return `Der Server sagt, ${meaning} (${name}).${concerning}`
}

/** The same for a reason that came with an orderly end, by its name. Other texts are quoted. */
export function statusInWordsByName(name: string): string {
  const status = STATUSES.findIndex(([, known]) => known === name)
  return status === -1 ? `Er hat diesen Grund genannt: „${name}“.` : statusInWords(status)
}
