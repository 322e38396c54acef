import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../../e2e/testbed/owner.ts'
import { testPki } from '../../e2e/testbed/pki.ts'
import { LAN, SoftEther } from '../../e2e/testbed/softether/softether.ts'
import { SstpServer, TUNNEL } from '../../e2e/testbed/sstp-server.ts'
import { type BenchLab, WIRE } from '../lab/bench-lab.ts'
import { clientOf } from './client-process.ts'
import type { Peer, PeerClient } from './peer.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** The command as it ships. */
const SHIPPED = [join(ROOT, 'out', 'cli', 'culvert.js')]

const SOURCES = [join(ROOT, 'src-main', 'cli', 'main.ts')]

/** The command from its sources, of which one is changed. */
const WITHOUT_QUEUE = ['--import', join(import.meta.dirname, 'without-queue.ts'), ...SOURCES]
const PASSWORD = 'correct-horse'

export const culvert = ownServer('culvert', 'Culvert', SHIPPED)
/** For tests, which need no build. */
export const culvertFromSources = ownServer('culvert-sources', 'Culvert from its sources', SOURCES)
export const culvertWithoutQueue = ownServer('culvert-no-queue', 'Culvert without its queue', WITHOUT_QUEUE)

export const culvertToSoftEther: Peer = {
  name: 'culvert-softether',
  title: 'Culvert, with SoftEther as the server',
  packages: [],
  async serve({ server, client }) {
    const identity = await (await testPki()).leaf({ names: [WIRE.serverName] })
    await SoftEther.start({ namespace: server, identity, users: { alice: PASSWORD } })
    const profile = await profileFor('alice@LAB', `${LAN.tap}/32`)
    return {
      inside: LAN.tap,
      dial: async () => connectCommand(client, SHIPPED, profile),
    }
  },
}

/** The client, started in one way or another, with the project's own test server. */
function ownServer(name: string, title: string, program: readonly string[]): Peer {
  return {
    name,
    title,
    packages: [],
    async serve({ server, client }) {
      const pki = await testPki()
      const identity = await pki.leaf({ names: [WIRE.serverName] })
      await SstpServer.start(server, { identity, users: { alice: PASSWORD } })
      const profile = await profileFor('alice', `${TUNNEL.server}/32`)
      return {
        inside: TUNNEL.server,
        dial: async () => connectCommand(client, program, profile),
      }
    },
  }
}

/** A file with a profile; like the other peers, Culvert gets no name servers to set. */
async function profileFor(user: string, network: string): Promise<string> {
  const file = join(ownedFolder('profile'), 'bench.sstp')
  writeFileSync(
    file,
    `format = 1
server = "${WIRE.serverName}"
[sign-in]
user = "${user}"
[identity]
ca = """
${(await testPki()).authority.cert}"""
[routing]
mode = "only"
networks = ["${network}"]
[dns]
mode = "none"
`,
  )
  return file
}

function connectCommand(client: BenchLab['client'], program: readonly string[], profile: string): PeerClient {
  const words = [...program, 'connect', profile, '--json', '--password-stdin', '--once']
  const running = client.spawn(process.execPath, words)
  running.child.stdin?.end(`${PASSWORD}\n`)
  return clientOf(running, (line) => line.includes('"state":"connected"'))
}
