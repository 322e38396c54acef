import type { ControlPacket } from './packet.ts'

/**
 * States of the client call (MS-SSTP sections 3.1.1.1 and 3.2.1.1.1). The `In_Progress` states of the specification
 * are left out: they last only while one message is sent.
 */
export type CallStateName =
  /** Client_Call_Disconnected, before `start`. */
  | 'idle'
  /** Client_Connect_Request_Sent. */
  | 'request-sent'
  /** Client_Connect_Ack_Received: PPP negotiates and authenticates. */
  | 'ack-received'
  /** Client_Call_Connected. */
  | 'connected'
  /** Call_Abort_Pending: we aborted, the peer has not answered. */
  | 'abort-pending'
  /** Call_Abort_Timeout_Pending: both sides have aborted; the stream stays open for our message to arrive. */
  | 'abort-timeout-pending'
  /** Call_Disconnect_Ack_Pending: we disconnected, the peer has not answered. */
  | 'disconnect-ack-pending'
  /** Call_Disconnect_Timeout_Pending: the peer disconnected; the stream stays open for our answer to arrive. */
  | 'disconnect-timeout-pending'
  /** Client_Call_Disconnected, after the end. */
  | 'closed'

/** What arrives: one of the nine messages, or something that is none. */
export type CallInput = ControlPacket['type'] | 'malformed'

export type CallAction =
  | 'ignore'
  /** Take the nonce and the hash, and let PPP begin. */
  | 'accept'
  /** Send the request again, unless it was refused too often. */
  | 'retry'
  | 'answer-echo'
  /** Send our CALL_ABORT in answer to the peer's. */
  | 'answer-abort'
  /** Our CALL_ABORT was answered. */
  | 'abort-answered'
  | 'answer-disconnect'
  /** Our CALL_DISCONNECT was answered. */
  | 'finish'
  /** Abort because the message is wrong in this state. */
  | 'abort-unexpected'
  /** Abort because the message cannot be understood. */
  | 'abort-malformed'

type Row = Readonly<Record<CallInput, CallAction>>

const DEAF: Row = {
  'call-connect-request': 'ignore',
  'call-connect-ack': 'ignore',
  'call-connect-nak': 'ignore',
  'call-connected': 'ignore',
  'call-abort': 'ignore',
  'call-disconnect': 'ignore',
  'call-disconnect-ack': 'ignore',
  'echo-request': 'ignore',
  'echo-response': 'ignore',
  malformed: 'ignore',
}

/** A live call aborts on everything that its state does not expect, but can always be ended by the peer. */
const LIVE: Row = {
  'call-connect-request': 'abort-unexpected',
  'call-connect-ack': 'abort-unexpected',
  'call-connect-nak': 'abort-unexpected',
  'call-connected': 'abort-unexpected',
  'call-abort': 'answer-abort',
  'call-disconnect': 'answer-disconnect',
  'call-disconnect-ack': 'abort-unexpected',
  'echo-request': 'abort-unexpected',
  'echo-response': 'abort-unexpected',
  malformed: 'abort-malformed',
}

/**
 * Every state × message cell of MS-SSTP section 3.2.5.3. Only what a row does differently from `LIVE` or `DEAF` is
 * spelled out.
 */
export const CALL_TRANSITIONS: Readonly<Record<CallStateName, Row>> = {
  idle: DEAF,
  'request-sent': { ...LIVE, 'call-connect-ack': 'accept', 'call-connect-nak': 'retry' },
  'ack-received': LIVE,
  connected: { ...LIVE, 'echo-request': 'answer-echo', 'echo-response': 'ignore' },
  'abort-pending': { ...DEAF, 'call-abort': 'abort-answered' },
  'abort-timeout-pending': DEAF,
  // A malformed message is ignored here although section 3.1.5.1 would abort: the call is ending in good order.
  'disconnect-ack-pending': {
    ...DEAF,
    'call-abort': 'answer-abort',
    'call-disconnect': 'answer-disconnect',
    'call-disconnect-ack': 'finish',
  },
  'disconnect-timeout-pending': DEAF,
  closed: DEAF,
}
