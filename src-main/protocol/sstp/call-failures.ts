import type { ProtocolFailure } from '../errors.ts'
import { ATTRIBUTE, STATUS, statusName } from './constants.ts'
import type { StatusInfo } from './packet.ts'

/**
 * A CALL_ABORT this soon after CALL_CONNECTED, in milliseconds, is the answer to it. accel-ppp gives the same status
 * for every cause, so time is the only thing that tells a refused binding from other ends.
 */
const ANSWER_WINDOW_MS = 2_000

/**
 * Why the peer aborted.
 *
 * @param boundForMs time since CALL_CONNECTED was sent; undefined when it was not
 */
export function abortFailure(
  status: StatusInfo | undefined,
  boundForMs: number | undefined,
): ProtocolFailure {
  if (boundForMs !== undefined && refusesBinding(status, boundForMs)) {
    return { code: 'sstp-binding-refused', ...(status !== undefined && { status: status.status }) }
  }
  if (status === undefined) return { code: 'sstp-aborted' }
  return { code: 'sstp-aborted', status: status.status, attribute: status.attribute }
}

function refusesBinding(status: StatusInfo | undefined, boundForMs: number): boolean {
  if (status?.attribute === ATTRIBUTE.CRYPTO_BINDING) return true
  // The server's own 60 s may end at any time, also just now.
  return boundForMs <= ANSWER_WINDOW_MS && status?.status !== STATUS.NEGOTIATION_TIMEOUT
}

/** Why the request was refused: the first status of the last CALL_CONNECT_NAK that says something. */
export function refusalFailure(statuses: readonly StatusInfo[]): ProtocolFailure {
  const told = statuses.find(({ status }) => status !== STATUS.NO_ERROR)
  return { code: 'sstp-call-refused', ...(told !== undefined && { status: told.status }) }
}

/** Why the peer disconnected; the reason is empty when it gave none, which is the ordinary case. */
export function disconnectFailure(status: StatusInfo | undefined): ProtocolFailure {
  const told = status !== undefined && status.status !== STATUS.NO_ERROR
  return { code: 'server-ended', reason: told ? statusName(status.status) : '' }
}

/** A status for the log. */
export function describeStatus(status: StatusInfo | undefined): string {
  if (status === undefined) return 'no status'
  return `${statusName(status.status)} for attribute ${status.attribute}`
}
