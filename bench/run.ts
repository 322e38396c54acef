import { join } from 'node:path'
import { buildIfStale } from '../scripts/build-if-stale.mjs'
import { debianVersions } from './lab/versions.ts'
import { LINE_ONLY, takeDials, takeSlowLine } from './lines.ts'
import { idleCpu } from './measures/small.ts'
import { startup } from './measures/startup.ts'
import { benchOptions } from './options.ts'
import { publish } from './publish.ts'
import { circumstances, cpuTime } from './report.ts'
import { noting, type Results, takeRounds } from './rounds.ts'
import { STEPS } from './steps.ts'
import type { Subject } from './subject.ts'
import { PEERS, SUBJECTS } from './subjects.ts'

/**
 * `npm run bench [-- --quick] [--only culvert,openvpn] [--rounds 5]`: the tunnel beside other tunnels and beside the cable,
 * each in network namespaces of its own, turn by turn, so that whatever else the machine does hits all of them.
 */
const CLI = join(import.meta.dirname, '..', 'out', 'cli', 'culvert.js')
const STARTUPS = 10

const known = [...SUBJECTS, ...LINE_ONLY].map(({ name }) => name)
const { quick, rounds, only } = benchOptions(process.argv.slice(2), known)
const wanted = (name: string) => only?.includes(name) ?? true

/** Everything that has a name here: for the rows of the tables. */
const titles = new Map([...SUBJECTS, ...LINE_ONLY].map(({ name, title }) => [name, title]))

async function takeEverything(results: Results): Promise<void> {
  const entries = SUBJECTS.filter((subject) => only?.includes(subject.name) ?? (subject.quick || !quick))
  const all = await Promise.all(entries.map(({ name, open }) => noting(results.failures, name, open)))
  const subjects = all.filter((subject) => subject !== undefined)
  try {
    await takeRounds(results, subjects, STEPS, { rounds, quick })
    await takeIdle(results, subjects)
  } finally {
    await Promise.all(subjects.map((subject) => subject.close()))
  }
  if (wanted('culvert')) takeStartups(results)
  await takeDials(results, { rounds: quick ? 1 : rounds, quick, wanted })
  await takeSlowLine(results, { rounds, quick, wanted })
}

/** All at once: each of them does next to nothing. */
async function takeIdle({ points, failures }: Results, subjects: readonly Subject[]): Promise<void> {
  const peers = new Set(PEERS.map(({ name }) => name))
  const step = { name: 'idle CPU', measure: idleCpu, seconds: { full: 20, quick: 4 } }
  const takes = subjects
    .filter(({ name }) => peers.has(name))
    .map(async (subject) => {
      const seconds = quick ? step.seconds.quick : step.seconds.full
      const values = await noting(failures, `${step.name}, ${subject.name}`, () =>
        subject.take(step, seconds),
      )
      for (const [metric, value] of Object.entries(values ?? {})) {
        points.push({ round: 1, subject: subject.name, metric, value })
      }
    })
  await Promise.all(takes)
}

function takeStartups({ points }: Results): void {
  for (let round = 1; round <= (quick ? 3 : STARTUPS); round++) {
    for (const [metric, value] of Object.entries(startup(CLI))) {
      points.push({ round, subject: 'culvert', metric, value })
    }
  }
}

if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  console.error('The benchmark builds network namespaces and TUN devices: run it as root on Linux.')
  process.exit(1)
}
if (!buildIfStale()) process.exit(1)
const before = cpuTime()
const results: Results = { points: [], failures: [] }
await takeEverything(results)
const packages = PEERS.filter(({ name }) => wanted(name)).flatMap((peer) => peer.packages)
publish({
  results,
  where: circumstances(before, rounds, STEPS[0].seconds[quick ? 'quick' : 'full'] ?? 0),
  versions: await debianVersions(['iperf3', ...new Set(packages)]),
  titles,
  // A part of the subjects or a quick look is not what the page should show.
  page: !quick && only === undefined,
  quick,
})
if (results.failures.length > 0) process.exitCode = 1
