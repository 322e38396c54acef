import type { Step } from './measures/measure.ts'
import { datagrams, idlePing } from './measures/small.ts'
import { transfer } from './measures/transfer.ts'

/** What every round does with every subject, in this order. */
export const STEPS: readonly Step[] = [
  { name: 'up', measure: transfer('up', [], { ping: true }), seconds: { full: 3, quick: 1 } },
  {
    name: 'down',
    measure: transfer('down', ['--reverse'], { ping: true }),
    seconds: { full: 3, quick: 1 },
  },
  { name: 'both', measure: transfer('both', ['--bidir']), seconds: { full: 2 } },
  { name: 'flows', measure: transfer('flows', ['--parallel', '4']), seconds: { full: 2 } },
  { name: 'udp64', measure: datagrams('udp64', 64), seconds: { full: 2, quick: 1 } },
  { name: 'udp1400', measure: datagrams('udp1400', 1400), seconds: { full: 1 } },
  { name: 'idle', measure: idlePing, seconds: { full: 1, quick: 0.5 } },
]
