import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Culvert } from '../e2e/testbed/culvert.ts'
import { LAB, Lab } from '../e2e/testbed/lab.ts'
import { sweep } from '../e2e/testbed/namespace.ts'
import { testPki } from '../e2e/testbed/pki.ts'
import { circumstances, cpuTime, markdown, withTable } from './report.ts'
import { megabitsPerSecond, type Sample, type Samples, SUBJECTS, type Subject } from './sample.ts'

/**
 * `npm run bench [-- --quick]`: the tunnel beside a raw TLS copy, between the same two network namespaces on the same
 * cable, in the same run, turn by turn, so that whatever else the machine does hits both.
 */
const QUICK = process.argv.includes('--quick')
const ROUNDS = QUICK ? 3 : 7
const SECONDS = QUICK ? 2 : 5
const RAW_PORT = 4433
const ROOT = join(import.meta.dirname, '..')

/** The kernel counts CPU time in ticks of a hundredth of a second (USER_HZ), on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100

async function rawCopy(lab: Lab, direction: 'up' | 'down'): Promise<Sample> {
  const script = join(ROOT, 'bench', 'raw-tls.ts')
  const args = [script, direction, LAB.server, String(RAW_PORT), String(SECONDS)]
  const { stdout } = await lab.client.exec(process.execPath, args)
  return JSON.parse(stdout)
}

/** iperf3 through the tunnel; the bytes are those that arrived at the other end, without headers. */
async function tunnelled(lab: Lab, culvert: Culvert, direction: 'up' | 'down'): Promise<Sample> {
  const before = cpuSecondsOf(culvert)
  const reverse = direction === 'down' ? ['--reverse'] : []
  const { stdout } = await lab.client.exec('iperf3', [
    '-c',
    LAB.inside,
    '-t',
    String(SECONDS),
    '--json',
    ...reverse,
  ])
  const { bytes, seconds } = JSON.parse(stdout).end.sum_received
  return { bytes, seconds, cpuSeconds: cpuSecondsOf(culvert) - before }
}

/** User and system time of the client process; the helper does nothing while packets flow. */
function cpuSecondsOf({ pid }: Culvert): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

async function measure(lab: Lab): Promise<Samples> {
  const identity = await (await testPki()).leaf({ names: [LAB.serverName] })
  const script = join(ROOT, 'bench', 'raw-tls.ts')
  const raw = ['server', LAB.server, String(RAW_PORT), identity.certFile, identity.keyFile]
  await lab.server.spawnNode(script, raw).line('raw TLS server', (line) => line === 'ready')
  const iperf = lab.server.spawn('iperf3', ['--server', '--bind', LAB.inside, '--forceflush'])
  await iperf.line('iperf3 server', (line) => line.includes('Server listening'))
  const culvert = Culvert.connect(lab.client, {
    profile: lab.profile(),
    password: LAB.password,
    args: ['--once'],
  })
  await culvert.connected()

  const takes: Record<Subject, () => Promise<Sample>> = {
    'raw TLS up': () => rawCopy(lab, 'up'),
    'raw TLS down': () => rawCopy(lab, 'down'),
    'tunnel up': () => tunnelled(lab, culvert, 'up'),
    'tunnel down': () => tunnelled(lab, culvert, 'down'),
  }
  const samples: Samples = { 'raw TLS up': [], 'raw TLS down': [], 'tunnel up': [], 'tunnel down': [] }
  for (let round = 1; round <= ROUNDS; round++) {
    for (const subject of SUBJECTS) {
      const sample = await takes[subject]()
      samples[subject].push(sample)
      console.log(
        `round ${round}: ${subject.padEnd(13)} ${megabitsPerSecond(sample).toFixed(0).padStart(6)} Mbit/s`,
      )
    }
  }
  await culvert.disconnect()
  return samples
}

if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  console.error('The benchmark builds network namespaces and TUN devices: run it as root on Linux.')
  process.exit(1)
}
await sweep()
const lab = await Lab.create()
try {
  const before = cpuTime()
  const samples = await measure(lab)
  const where = circumstances(before, ROUNDS, SECONDS)
  const table = markdown(samples, where)
  console.log(`\n${table}`)
  const folder = join(ROOT, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const name = `${where.date.replace(':', '')}-tunnel${QUICK ? '-quick' : ''}.json`
  writeFileSync(join(folder, name), `${JSON.stringify({ where, samples }, null, 2)}\n`)
  const page = join(ROOT, 'docs', 'performance.md')
  if (!QUICK) writeFileSync(page, withTable(readFileSync(page, 'utf8'), table))
  console.log(`\nRaw data: bench/results/${name}`)
} finally {
  await lab.remove()
}
