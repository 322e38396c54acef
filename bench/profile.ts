import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Culvert } from '../e2e/testbed/culvert.ts'
import { LAB, Lab } from '../e2e/testbed/lab.ts'
import { sweep } from '../e2e/testbed/namespace.ts'
import { type Share, summarise } from './profile/summary.ts'

/**
 * `npm run bench:profile`: where the time of the client goes, by Node's own sampler, for one TCP connection each way. The
 * sampler sees what JavaScript calls as one piece: a write into the socket is TLS, the kernel, and over a virtual cable
 * much of the other side's receiving.
 */
const SECONDS = 5
/** Parts below this share are left out. */
const SMALLEST = 0.01

async function profileOf(lab: Lab, direction: 'up' | 'down'): Promise<Share[]> {
  const folder = mkdtempSync(join(tmpdir(), 'culvert-profile-'))
  // The client writes at its end, when it has given up root's rights.
  chmodSync(folder, 0o777)
  const before = process.env.NODE_OPTIONS
  process.env.NODE_OPTIONS = `--cpu-prof --cpu-prof-dir=${folder}`
  try {
    const culvert = Culvert.connect(lab.client, {
      profile: lab.profile(),
      password: LAB.password,
      args: ['--once'],
    })
    await culvert.connected()
    const reverse = direction === 'down' ? ['--reverse'] : []
    await lab.client.exec('iperf3', ['-c', LAB.inside, '-t', String(SECONDS), ...reverse])
    await culvert.disconnect()
    const [file] = readdirSync(folder)
    return summarise(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  } finally {
    if (before === undefined) delete process.env.NODE_OPTIONS
    else process.env.NODE_OPTIONS = before
    rmSync(folder, { recursive: true })
  }
}

if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  console.error('The benchmark builds network namespaces and TUN devices: run it as root on Linux.')
  process.exit(1)
}
await sweep()
const lab = await Lab.create()
try {
  const iperf = lab.server.spawn('iperf3', ['--server', '--bind', LAB.inside, '--forceflush'])
  await iperf.line('iperf3 server', (line) => line.includes('Server listening'))
  for (const direction of ['up', 'down'] as const) {
    console.log(`\n| ${direction} | % |\n|---|---|`)
    for (const { where, share } of await profileOf(lab, direction)) {
      if (share >= SMALLEST) console.log(`| ${where} | ${(share * 100).toFixed(0)} |`)
    }
  }
} finally {
  await lab.remove()
}
