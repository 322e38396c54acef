import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { fromHex, toHex } from '../bytes.ts'
import { Call } from './call.ts'
import type { CallInput, CallStateName } from './call-transitions.ts'

const MESSAGES: Record<CallInput, string> = {
  'call-connect-request': '10 01 00 0E 00 01 00 01 00 01 00 06 00 01',
  'call-connect-ack': `10 01 00 30 00 02 00 01 00 04 00 28 00 00 00 03 ${'5A'.repeat(32)}`,
  'call-connect-nak': '10 01 00 14 00 03 00 01 00 02 00 0C 00 00 00 01 00 00 00 04',
  'call-connected': `10 01 00 70 00 04 00 01 00 03 00 68 00 00 00 01 ${'5A'.repeat(96)}`,
  'call-abort': '10 01 00 14 00 05 00 01 00 02 00 0C 00 00 00 00 00 00 00 05',
  'call-disconnect': '10 01 00 14 00 06 00 01 00 02 00 0C 00 00 00 00 00 00 00 00',
  'call-disconnect-ack': '10 01 00 08 00 07 00 00',
  'echo-request': '10 01 00 08 00 08 00 00',
  'echo-response': '10 01 00 08 00 09 00 00',
  malformed: '10 01 00 08 00 77 00 00',
}

/** What we send, by message type and, for CALL_ABORT, by status. */
const SENT: Record<string, string> = {
  '10010014000500010002000c0000000000000005': 'abort: unaccepted frame',
  '10010014000500010002000c0000000000000007': 'abort: invalid frame',
  '10010014000500010002000c0000000000000000': 'abort: no error',
  '1001000e00010001000100060001': 'request',
  '1001000800070000': 'disconnect ack',
  '1001000800090000': 'echo response',
}

/** Walks a fresh call into a state, the way real ones get there. */
const WALKS: Record<CallStateName, (call: Call) => void> = {
  idle: () => undefined,
  'request-sent': (call) => call.start(0),
  'ack-received': (call) => {
    WALKS['request-sent'](call)
    call.handleControl(fromHex(MESSAGES['call-connect-ack']), 0)
  },
  connected: (call) => {
    WALKS['ack-received'](call)
    call.innerAuthenticationCompleted(new Uint8Array(32), 0)
  },
  'abort-pending': (call) => {
    WALKS.connected(call)
    call.abort(5, 0, 0)
  },
  'abort-timeout-pending': (call) => {
    WALKS.connected(call)
    call.handleControl(fromHex(MESSAGES['call-abort']), 0)
  },
  'disconnect-ack-pending': (call) => {
    WALKS.connected(call)
    call.disconnect(0)
  },
  'disconnect-timeout-pending': (call) => {
    WALKS.connected(call)
    call.handleControl(fromHex(MESSAGES['call-disconnect']), 0)
  },
  closed: (call) => {
    WALKS['disconnect-ack-pending'](call)
    call.handleControl(fromHex(MESSAGES['call-disconnect-ack']), 0)
  },
}

function callIn(state: CallStateName): Call {
  const call = new Call({ crypto: nodeCrypto, leafCertificate: fromHex('30 00') })
  WALKS[state](call)
  while (call.pollTransmit() !== undefined);
  while (call.pollEvent() !== undefined);
  return call
}

type Cell = readonly [sent: string, next: CallStateName]

const STRANGE: Cell = ['abort: unaccepted frame', 'abort-pending']
const BROKEN: Cell = ['abort: invalid frame', 'abort-pending']
const ABORTED: Cell = ['abort: no error', 'abort-timeout-pending']
const HUNG_UP: Cell = ['disconnect ack', 'disconnect-timeout-pending']

/** Nothing is sent and nothing changes. */
const deaf = (state: CallStateName): Record<CallInput, Cell> => ({
  'call-connect-request': ['', state],
  'call-connect-ack': ['', state],
  'call-connect-nak': ['', state],
  'call-connected': ['', state],
  'call-abort': ['', state],
  'call-disconnect': ['', state],
  'call-disconnect-ack': ['', state],
  'echo-request': ['', state],
  'echo-response': ['', state],
  malformed: ['', state],
})

/** MS-SSTP section 3.2.5.3, one row a state: what is sent, and the state afterwards. */
const TABLE: Record<CallStateName, Record<CallInput, Cell>> = {
  idle: deaf('idle'),
  'request-sent': {
    'call-connect-request': STRANGE,
    'call-connect-ack': ['', 'ack-received'],
    'call-connect-nak': ['request', 'request-sent'],
    'call-connected': STRANGE,
    'call-abort': ABORTED,
    'call-disconnect': HUNG_UP,
    'call-disconnect-ack': STRANGE,
    'echo-request': STRANGE,
    'echo-response': STRANGE,
    malformed: BROKEN,
  },
  'ack-received': {
    'call-connect-request': STRANGE,
    'call-connect-ack': STRANGE,
    'call-connect-nak': STRANGE,
    'call-connected': STRANGE,
    'call-abort': ABORTED,
    'call-disconnect': HUNG_UP,
    'call-disconnect-ack': STRANGE,
    'echo-request': STRANGE,
    'echo-response': STRANGE,
    malformed: BROKEN,
  },
  connected: {
    'call-connect-request': STRANGE,
    'call-connect-ack': STRANGE,
    'call-connect-nak': STRANGE,
    'call-connected': STRANGE,
    'call-abort': ABORTED,
    'call-disconnect': HUNG_UP,
    'call-disconnect-ack': STRANGE,
    'echo-request': ['echo response', 'connected'],
    'echo-response': ['', 'connected'],
    malformed: BROKEN,
  },
  'abort-pending': { ...deaf('abort-pending'), 'call-abort': ['', 'abort-timeout-pending'] },
  'abort-timeout-pending': deaf('abort-timeout-pending'),
  'disconnect-ack-pending': {
    ...deaf('disconnect-ack-pending'),
    'call-abort': ABORTED,
    'call-disconnect': HUNG_UP,
    'call-disconnect-ack': ['', 'closed'],
  },
  'disconnect-timeout-pending': deaf('disconnect-timeout-pending'),
  closed: deaf('closed'),
}

describe.each(Object.entries(TABLE) as [CallStateName, Record<CallInput, Cell>][])('in %s', (state, row) => {
  it('the walk ends there', () => {
    expect(callIn(state).state).toBe(state)
  })

  it.each(Object.entries(row) as [CallInput, Cell][])('%s', (message, [sent, next]) => {
    const call = callIn(state)
    call.handleControl(fromHex(MESSAGES[message]), 10)
    const packet = call.pollTransmit()
    expect(packet === undefined ? '' : SENT[toHex(packet)]).toBe(sent)
    expect(call.pollTransmit()).toBeUndefined()
    expect(call.state).toBe(next)
  })
})

/** Every application command × state: the state afterwards. What is missing changes nothing. */
const COMMANDS: Record<
  string,
  { run: (call: Call) => void; next: Partial<Record<CallStateName, CallStateName>> }
> = {
  start: { run: (call) => call.start(10), next: { idle: 'request-sent' } },
  'inner authentication completed': {
    run: (call) => call.innerAuthenticationCompleted(new Uint8Array(32), 10),
    next: { 'ack-received': 'connected' },
  },
  disconnect: {
    run: (call) => call.disconnect(10),
    next: {
      idle: 'closed',
      'request-sent': 'disconnect-ack-pending',
      'ack-received': 'disconnect-ack-pending',
      connected: 'disconnect-ack-pending',
    },
  },
  abort: {
    run: (call) => call.abort(4, 3, 10),
    next: {
      idle: 'closed',
      'request-sent': 'abort-pending',
      'ack-received': 'abort-pending',
      connected: 'abort-pending',
    },
  },
  'a minute of silence': {
    run: (call) => call.handleTimeout(60_000),
    next: {
      'request-sent': 'abort-pending',
      'ack-received': 'abort-pending',
      'abort-pending': 'closed',
      'abort-timeout-pending': 'closed',
      'disconnect-ack-pending': 'closed',
      'disconnect-timeout-pending': 'closed',
    },
  },
}

describe.each(Object.entries(COMMANDS))('%s', (_name, { run, next }) => {
  it.each(Object.keys(TABLE) as CallStateName[])('in %s', (state) => {
    const call = callIn(state)
    run(call)
    expect(call.state).toBe(next[state] ?? state)
  })
})
