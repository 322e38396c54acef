/** States of RFC 1661 section 4.2, in the order of the table's columns. */
export const STATES = [
  'initial',
  'starting',
  'closed',
  'stopped',
  'closing',
  'stopping',
  'request-sent',
  'ack-received',
  'ack-sent',
  'opened',
] as const
export type State = (typeof STATES)[number]

/** Events of RFC 1661 section 4.3, by the names of the table's rows. */
export const EVENTS = [
  'Up',
  'Down',
  'Open',
  'Close',
  'TO+',
  'TO-',
  'RCR+',
  'RCR-',
  'RCA',
  'RCN',
  'RTR',
  'RTA',
  'RUC',
  'RXJ+',
  'RXJ-',
  'RXR',
] as const
export type Event = (typeof EVENTS)[number]

/**
 * Actions of RFC 1661 section 4.4: this-layer-up, -down, -started, -finished; initialize- and zero-restart-count; send
 * Configure-Request, -Ack, -Nak or -Reject, Terminate-Request, -Ack, Code-Reject, Echo-Reply.
 */
export type Action =
  | 'tlu'
  | 'tld'
  | 'tls'
  | 'tlf'
  | 'irc'
  | 'zrc'
  | 'scr'
  | 'sca'
  | 'scn'
  | 'str'
  | 'sta'
  | 'scj'
  | 'ser'

export interface Transition {
  actions: readonly Action[]
  next: State
}

/** The restart timer runs in these states and in no other (RFC 1661 section 4.6). */
export const TIMED_STATES: ReadonlySet<State> = new Set<State>([
  'closing',
  'stopping',
  'request-sent',
  'ack-received',
  'ack-sent',
])

const to = (next: State, ...actions: Action[]): Transition => ({ actions, next })

/**
 * The state transition table of RFC 1661 section 4.1, one state a block. An event that a block does not name cannot
 * occur in that state. The options r (restart) and p (passive) of the table are not taken; x (crossed connections)
 * needs no action of its own.
 */
export const TRANSITIONS: Readonly<Record<State, Readonly<Partial<Record<Event, Transition>>>>> = {
  initial: {
    Up: to('closed'),
    Open: to('starting', 'tls'),
    Close: to('initial'),
  },
  starting: {
    Up: to('request-sent', 'irc', 'scr'),
    Open: to('starting'),
    Close: to('initial', 'tlf'),
  },
  closed: {
    Down: to('initial'),
    Open: to('request-sent', 'irc', 'scr'),
    Close: to('closed'),
    'RCR+': to('closed', 'sta'),
    'RCR-': to('closed', 'sta'),
    RCA: to('closed', 'sta'),
    RCN: to('closed', 'sta'),
    RTR: to('closed', 'sta'),
    RTA: to('closed'),
    RUC: to('closed', 'scj'),
    'RXJ+': to('closed'),
    'RXJ-': to('closed', 'tlf'),
    RXR: to('closed'),
  },
  stopped: {
    Down: to('starting', 'tls'),
    Open: to('stopped'),
    Close: to('closed'),
    'RCR+': to('ack-sent', 'irc', 'scr', 'sca'),
    'RCR-': to('request-sent', 'irc', 'scr', 'scn'),
    RCA: to('stopped', 'sta'),
    RCN: to('stopped', 'sta'),
    RTR: to('stopped', 'sta'),
    RTA: to('stopped'),
    RUC: to('stopped', 'scj'),
    'RXJ+': to('stopped'),
    'RXJ-': to('stopped', 'tlf'),
    RXR: to('stopped'),
  },
  closing: {
    Down: to('initial'),
    Open: to('stopping'),
    Close: to('closing'),
    'TO+': to('closing', 'str'),
    'TO-': to('closed', 'tlf'),
    'RCR+': to('closing'),
    'RCR-': to('closing'),
    RCA: to('closing'),
    RCN: to('closing'),
    RTR: to('closing', 'sta'),
    RTA: to('closed', 'tlf'),
    RUC: to('closing', 'scj'),
    'RXJ+': to('closing'),
    'RXJ-': to('closed', 'tlf'),
    RXR: to('closing'),
  },
  stopping: {
    Down: to('starting'),
    Open: to('stopping'),
    Close: to('closing'),
    'TO+': to('stopping', 'str'),
    'TO-': to('stopped', 'tlf'),
    'RCR+': to('stopping'),
    'RCR-': to('stopping'),
    RCA: to('stopping'),
    RCN: to('stopping'),
    RTR: to('stopping', 'sta'),
    RTA: to('stopped', 'tlf'),
    RUC: to('stopping', 'scj'),
    'RXJ+': to('stopping'),
    'RXJ-': to('stopped', 'tlf'),
    RXR: to('stopping'),
  },
  'request-sent': {
    Down: to('starting'),
    Open: to('request-sent'),
    Close: to('closing', 'irc', 'str'),
    'TO+': to('request-sent', 'scr'),
    'TO-': to('stopped', 'tlf'),
    'RCR+': to('ack-sent', 'sca'),
    'RCR-': to('request-sent', 'scn'),
    RCA: to('ack-received', 'irc'),
    RCN: to('request-sent', 'irc', 'scr'),
    RTR: to('request-sent', 'sta'),
    RTA: to('request-sent'),
    RUC: to('request-sent', 'scj'),
    'RXJ+': to('request-sent'),
    'RXJ-': to('stopped', 'tlf'),
    RXR: to('request-sent'),
  },
  'ack-received': {
    Down: to('starting'),
    Open: to('ack-received'),
    Close: to('closing', 'irc', 'str'),
    'TO+': to('request-sent', 'scr'),
    'TO-': to('stopped', 'tlf'),
    'RCR+': to('opened', 'sca', 'tlu'),
    'RCR-': to('ack-received', 'scn'),
    RCA: to('request-sent', 'scr'),
    RCN: to('request-sent', 'scr'),
    RTR: to('request-sent', 'sta'),
    RTA: to('request-sent'),
    RUC: to('ack-received', 'scj'),
    'RXJ+': to('request-sent'),
    'RXJ-': to('stopped', 'tlf'),
    RXR: to('ack-received'),
  },
  'ack-sent': {
    Down: to('starting'),
    Open: to('ack-sent'),
    Close: to('closing', 'irc', 'str'),
    'TO+': to('ack-sent', 'scr'),
    'TO-': to('stopped', 'tlf'),
    'RCR+': to('ack-sent', 'sca'),
    'RCR-': to('request-sent', 'scn'),
    RCA: to('opened', 'irc', 'tlu'),
    RCN: to('ack-sent', 'irc', 'scr'),
    RTR: to('request-sent', 'sta'),
    RTA: to('ack-sent'),
    RUC: to('ack-sent', 'scj'),
    'RXJ+': to('ack-sent'),
    'RXJ-': to('stopped', 'tlf'),
    RXR: to('ack-sent'),
  },
  opened: {
    Down: to('starting', 'tld'),
    Open: to('opened'),
    Close: to('closing', 'tld', 'irc', 'str'),
    'RCR+': to('ack-sent', 'tld', 'scr', 'sca'),
    'RCR-': to('request-sent', 'tld', 'scr', 'scn'),
    RCA: to('request-sent', 'tld', 'scr'),
    RCN: to('request-sent', 'tld', 'scr'),
    RTR: to('stopping', 'tld', 'zrc', 'sta'),
    RTA: to('request-sent', 'tld', 'scr'),
    RUC: to('opened', 'scj'),
    'RXJ+': to('opened'),
    'RXJ-': to('stopping', 'tld', 'irc', 'str'),
    RXR: to('opened', 'ser'),
  },
}
