import { describe, expect, it } from 'vitest'
import { EVENTS, STATES, TIMED_STATES, TRANSITIONS } from './transitions.ts'

/**
 * RFC 1661 section 4.1 once more, in the RFC's own notation: columns are the states 0 to 9, a cell is the actions and
 * the number of the next state, `-` is an event that cannot occur.
 */
const TABLE = `
  Up   | 2     irc,scr/6 -         -               -     -     -         -         -         -
  Down | -     -         0         tls/1           0     1     1         1         1         tld/1
  Open | tls/1 1         irc,scr/6 3               5     5     6         7         8         9
  Close| 0     tlf/0     2         2               4     4     irc,str/4 irc,str/4 irc,str/4 tld,irc,str/4
  TO+  | -     -         -         -               str/4 str/5 scr/6     scr/6     scr/8     -
  TO-  | -     -         -         -               tlf/2 tlf/3 tlf/3     tlf/3     tlf/3     -
  RCR+ | -     -         sta/2     irc,scr,sca/8   4     5     sca/8     sca,tlu/9 sca/8     tld,scr,sca/8
  RCR- | -     -         sta/2     irc,scr,scn/6   4     5     scn/6     scn/7     scn/6     tld,scr,scn/6
  RCA  | -     -         sta/2     sta/3           4     5     irc/7     scr/6     irc,tlu/9 tld,scr/6
  RCN  | -     -         sta/2     sta/3           4     5     irc,scr/6 scr/6     irc,scr/8 tld,scr/6
  RTR  | -     -         sta/2     sta/3           sta/4 sta/5 sta/6     sta/6     sta/6     tld,zrc,sta/5
  RTA  | -     -         2         3               tlf/2 tlf/3 6         6         8         tld,scr/6
  RUC  | -     -         scj/2     scj/3           scj/4 scj/5 scj/6     scj/7     scj/8     scj/9
  RXJ+ | -     -         2         3               4     5     6         6         8         9
  RXJ- | -     -         tlf/2     tlf/3           tlf/2 tlf/3 tlf/3     tlf/3     tlf/3     tld,irc,str/5
  RXR  | -     -         2         3               4     5     6         7         8         ser/9
`

const rows = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [event, cells] = line.split('|')
    return { event: event.trim(), cells: cells.trim().split(/\s+/) }
  })

const cells = rows.flatMap(({ event, cells }) =>
  cells.map((cell, column) => ({ event, state: STATES[column], cell })),
)

function cellOf(state: (typeof STATES)[number], event: string): string {
  const transition = TRANSITIONS[state][event as (typeof EVENTS)[number]]
  if (transition === undefined) return '-'
  const next = String(STATES.indexOf(transition.next))
  return transition.actions.length === 0 ? next : `${transition.actions.join(',')}/${next}`
}

describe('the state transition table (RFC 1661 section 4.1)', () => {
  it('has all ten states and sixteen events', () => {
    expect(rows.map(({ event }) => event)).toEqual(EVENTS)
    expect(cells).toHaveLength(160)
  })

  it.each(cells)('$event in $state: $cell', ({ event, state, cell }) => {
    expect(cellOf(state, event)).toBe(cell)
  })

  it('has time-outs exactly in the states in which the timer runs', () => {
    const withTimeout = STATES.filter((state) => TRANSITIONS[state]['TO+'] !== undefined)
    expect(withTimeout).toEqual([...TIMED_STATES])
  })
})
