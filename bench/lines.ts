import { ROUND_TRIPS_MS } from './page/dial-time.ts'
import { culvert, culvertWithoutQueue } from './peers/culvert.ts'
import { openConnect } from './peers/openconnect.ts'
import { openVpn, openVpnWithBbr } from './peers/openvpn.ts'
import type { Peer } from './peers/peer.ts'
import { softEther } from './peers/softether.ts'
import { noting, type Results } from './rounds.ts'
import { Dialler } from './wan/dial.ts'
import { openSlowLine } from './wan/slow-line.ts'

interface Extent {
  rounds: number
  quick: boolean
  /** Whether a subject is wanted. */
  wanted: (name: string) => boolean
}

/** A quick run leaves out what takes long to set up. */
type Choice = readonly { peer: Peer; quick: boolean }[]

const DIALLED: Choice = [
  { peer: culvert, quick: true },
  { peer: openVpn, quick: true },
  { peer: openConnect, quick: true },
  { peer: softEther, quick: false },
]
const SLOWED: Choice = [
  { peer: culvert, quick: true },
  { peer: culvertWithoutQueue, quick: false },
  { peer: openVpn, quick: true },
  { peer: openVpnWithBbr, quick: false },
]

/** The peers that are measured on slow lines only. */
export const LINE_ONLY: readonly Peer[] = [culvertWithoutQueue, openVpnWithBbr]

/** Dials over lines of several lengths, turn by turn. */
export async function takeDials(results: Results, { rounds, quick, wanted }: Extent): Promise<void> {
  const diallers = await opened(results, chosen(DIALLED, { quick, wanted }), Dialler.open)
  const delays = quick ? ROUND_TRIPS_MS.filter((delay) => delay !== 20) : ROUND_TRIPS_MS
  await turns(results, 'dial', diallers, rounds, async (dialler) => {
    const values = {}
    for (const delay of delays) Object.assign(values, await dialler.dial(delay))
    return values
  })
}

/** Uploads over the slow line, turn by turn. */
export async function takeSlowLine(results: Results, { rounds, quick, wanted }: Extent): Promise<void> {
  const lines = await opened(results, chosen(SLOWED, { quick, wanted }), openSlowLine)
  await turns(results, 'slow line', lines, quick ? 1 : rounds, (line) => line.take(quick ? 4 : 10))
}

function chosen(choice: Choice, { quick, wanted }: Pick<Extent, 'quick' | 'wanted'>): Peer[] {
  return choice.filter((one) => (one.quick || !quick) && wanted(one.peer.name)).map(({ peer }) => peer)
}

async function opened<Opened>(
  { failures }: Results,
  peers: readonly Peer[],
  open: (peer: Peer) => Promise<Opened>,
): Promise<Opened[]> {
  const all = await Promise.all(peers.map((peer) => noting(failures, peer.name, () => open(peer))))
  return all.filter((one) => one !== undefined)
}

async function turns<Taken extends { name: string; close(): Promise<void> }>(
  { points, failures }: Results,
  what: string,
  all: readonly Taken[],
  rounds: number,
  take: (one: Taken) => Promise<Record<string, number>>,
): Promise<void> {
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const one of all) {
        const values = (await noting(failures, `round ${round}, ${what}, ${one.name}`, () => take(one))) ?? {}
        for (const [metric, value] of Object.entries(values)) {
          points.push({ round, subject: one.name, metric, value })
        }
        const told = Object.entries(values).map(([metric, value]) => `${metric} ${value.toFixed(1)}`)
        console.log(`round ${round}, ${what}: ${one.name} ${told.join(' · ')}`)
      }
    }
  } finally {
    await Promise.all(all.map((one) => one.close()))
  }
}
