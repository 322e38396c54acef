/** MS-SSTP section 2.2.8: every status that there is, what it means, and its name for searches. */
const STATUSES: readonly (readonly [meaning: string, name: string])[] = [
  ['that there was no error', 'NO_ERROR'],
  ['that one part of our message came twice', 'DUPLICATE_ATTRIBUTE'],
  ['that it does not know a part of our message', 'UNRECOGNIZED_ATTRIBUTE'],
  ['that a part of our message has the wrong length', 'INVALID_ATTRIB_VALUE_LENGTH'],
  ['that it does not accept a value in our message', 'VALUE_NOT_SUPPORTED'],
  ['that our message came at a moment when it expected another', 'UNACCEPTED_FRAME_RECEIVED'],
  ['that something was tried too often', 'RETRY_COUNT_EXCEEDED'],
  [
    'that it could not use what it received; some servers say this whatever the reason',
    'INVALID_FRAME_RECEIVED',
  ],
  ['that the sign-in took too long', 'NEGOTIATION_TIMEOUT'],
  ['that a part of our message does not belong there', 'ATTRIB_NOT_SUPPORTED_IN_MSG'],
  ['that a part of our message is missing', 'REQUIRED_ATTRIBUTE_MISSING'],
  ['that a status does not belong into our message', 'STATUS_INFO_NOT_SUPPORTED_IN_MSG'],
]

/** MS-SSTP section 2.2.4. */
const ATTRIBUTES: Readonly<Record<number, string>> = {
  1: 'the protocol inside the tunnel (PPP)',
  2: 'the status',
  3: 'the crypto binding, which ties the sign-in to the TLS connection',
  4: 'the request for the crypto binding',
}

/** A whole sentence about the reason that the server gave. */
export function statusInWords(status: number | undefined, attribute?: number): string {
  if (status === undefined) return 'The server gave no reason; some never do.'
  const about = attribute === undefined ? undefined : ATTRIBUTES[attribute]
  const concerning = about === undefined ? '' : ` It is about ${about}.`
  const known = STATUSES[status]
  if (known === undefined)
    return `The server gave the reason ${status}, which the standard does not know.${concerning}`
  const [meaning, name] = known
  return `The server says ${meaning} (${name}).${concerning}`
}

/** The same for a reason that came with an orderly end, by its name. Other texts are quoted. */
export function statusInWordsByName(name: string): string {
  const status = STATUSES.findIndex(([, known]) => known === name)
  return status === -1 ? `It gave this reason: "${name}".` : statusInWords(status)
}
