import { describe, expect, it } from 'vitest'
import { automaton } from './test-support/automaton.ts'
import { type Action, EVENTS, type Event, STATES, type State, TRANSITIONS } from './transitions.ts'

/**
 * Every cell of the table once more, this time executed: the automaton is brought into the state by packets, commands
 * and time, meets the event, and must do what the table says and nothing else.
 */
type Automaton = ReturnType<typeof automaton>

const GOOD_REQUEST = '01 09 0008 0104 0007'
const ACK = '02 01 0008 0104 0005'

const REACH: Readonly<Record<State, (machine: Automaton) => void>> = {
  initial: () => {},
  starting: ({ negotiator }) => negotiator.open(0),
  closed: ({ negotiator }) => negotiator.up(0),
  stopped: ({ start, wait }) => {
    start()
    wait(30_000)
  },
  closing: ({ opened, negotiator }) => {
    opened()
    negotiator.close(0)
  },
  stopping: ({ opened, negotiator }) => {
    opened()
    negotiator.handleProtocolReject(0)
  },
  'request-sent': ({ start }) => start(),
  'ack-received': ({ start, receive }) => {
    start()
    receive(ACK)
  },
  'ack-sent': ({ start, receive }) => {
    start()
    receive(GOOD_REQUEST)
  },
  opened: ({ opened }) => opened(),
}

/** The same states with the restart counter at zero, so that the next time-out is the last. */
const REACH_EXHAUSTED: Readonly<Partial<Record<State, (machine: Automaton) => void>>> = {
  closing: (machine) => {
    REACH.closing(machine)
    machine.wait(3_000)
  },
  stopping: (machine) => {
    REACH.stopping(machine)
    machine.wait(3_000)
  },
  'request-sent': ({ start, wait }) => {
    start()
    wait(27_000)
  },
  'ack-sent': ({ start, wait, receive }) => {
    start()
    wait(27_000)
    receive(GOOD_REQUEST)
  },
}

const CAUSE: Readonly<Record<Event, (machine: Automaton) => void>> = {
  Up: ({ negotiator }) => negotiator.up(0),
  Down: ({ negotiator }) => negotiator.down(0),
  Open: ({ negotiator }) => negotiator.open(0),
  Close: ({ negotiator }) => negotiator.close(0),
  'TO+': ({ wait }) => wait(3_000),
  'TO-': ({ wait }) => wait(3_000),
  'RCR+': ({ receive }) => receive(GOOD_REQUEST),
  'RCR-': ({ receive }) => receive('01 09 0008 0104 0006'),
  RCA: ({ receive }) => receive(ACK),
  RCN: ({ receive }) => receive('03 01 0008 0104 0006'),
  RTR: ({ receive }) => receive('05 09 0004'),
  RTA: ({ receive }) => receive('06 09 0004'),
  RUC: ({ receive }) => receive('2a 09 0004'),
  'RXJ+': ({ receive }) => receive('07 09 0008 2a 01 0004'),
  'RXJ-': ({ receive }) => receive('07 09 0008 01 01 0004'),
  RXR: ({ receive }) => receive('09 09 0004'),
}

/** How an action shows outside; the others set counters or have no hook. */
const VISIBLE: Readonly<Partial<Record<Action, RegExp>>> = {
  tlu: /^up$/,
  tld: /^down$/,
  tlf: /^finished/,
  scr: /^code 1$/,
  sca: /^code 2$/,
  scn: /^code 3$/,
  str: /^code 5$/,
  sta: /^code 6$/,
  scj: /^code 7$/,
  ser: /^code 10$/,
}

/**
 * An answer is taken once. A second one is stale, so these cells cannot be reached by any packet; they would tear the
 * link down over an Ack that was merely repeated.
 */
const STALE_ANSWER = new Set(['ack-received RCA', 'ack-received RCN', 'opened RCA', 'opened RCN'])

const cells = STATES.flatMap((state) => EVENTS.map((event) => ({ state, event })))

describe('the automaton executes the table', () => {
  it.each(cells)('$event in $state', ({ state, event }) => {
    const transition = TRANSITIONS[state][event]
    // A Configure-Ack sets the restart counter, so Ack-Rcvd is left by TO+ before it could run out.
    if (event === 'TO-' && state === 'ack-received') return
    const reach = event === 'TO-' ? (REACH_EXHAUSTED[state] ?? REACH[state]) : REACH[state]
    const machine = automaton()
    reach(machine)
    expect(machine.negotiator.state).toBe(state)
    machine.trace.length = 0
    CAUSE[event](machine)
    const happens = transition !== undefined && !STALE_ANSWER.has(`${state} ${event}`)
    expect(machine.negotiator.state).toBe(happens ? transition.next : state)
    const expected = happens ? transition.actions.flatMap((action) => VISIBLE[action] ?? []) : []
    expect(machine.trace).toEqual(expected.map((pattern) => expect.stringMatching(pattern)))
  })
})
