import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../e2e/testbed/owner.ts'
import { testPki } from '../e2e/testbed/pki.ts'
import { SstpServer, TUNNEL } from '../e2e/testbed/sstp-server.ts'
import { WIRE } from './lab/bench-lab.ts'
import { clientOf } from './peers/client-process.ts'
import { openVpn } from './peers/openvpn.ts'
import type { Peer } from './peers/peer.ts'

const CLIENT = join(import.meta.dirname, 'slow-link-client.ts')
const PASSWORD = 'correct-horse'

/** Our engine from the sources, with the fair queue or without it. */
function engine(name: string, title: string, options: readonly string[]): Peer {
  return {
    name,
    title,
    packages: [],
    async serve({ server, client }) {
      const pki = await testPki()
      const identity = await pki.leaf({ names: [WIRE.serverName] })
      const running = await SstpServer.start(server, { identity, users: { alice: PASSWORD } })
      const profile = join(ownedFolder('profile'), 'slow.sstp')
      writeFileSync(profile, profileText(pki.authority.cert))
      return {
        inside: TUNNEL.server,
        dial: async () => {
          const dialled = client.spawnNode(CLIENT, [...options, profile])
          dialled.child.stdin?.end(`${PASSWORD}\n`)
          return clientOf(dialled, (line) => line === 'state connected')
        },
        stop: () => running.stop(),
      }
    },
  }
}

const profileText = (authority: string) => `format = 1
server = "${WIRE.serverName}"
[sign-in]
user = "alice"
[identity]
ca = """
${authority}"""
[routing]
mode = "only"
networks = ["${TUNNEL.server}/32"]
[dns]
mode = "none"
`

/** What is compared on a slow link. */
export const SLOW_LINK_PEERS: readonly Peer[] = [
  engine('culvert', 'Culvert', []),
  engine('culvert-no-queue', 'Culvert without its queue', ['--no-queue']),
  openVpn,
]
