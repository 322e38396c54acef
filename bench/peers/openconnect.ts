import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../../e2e/testbed/owner.ts'
import { testPki } from '../../e2e/testbed/pki.ts'
import { WIRE } from '../lab/bench-lab.ts'
import { clientOf, listening } from './client-process.ts'
import type { Peer } from './peer.ts'

const PASSWORD = 'correct-horse'

/** What the client runs when it has an address; Debian's own script would also change name servers. */
const SCRIPT = `#!/bin/sh
[ "$reason" = connect ] || exit 0
ip link set "$TUNDEV" mtu "$INTERNAL_IP4_MTU" up
ip addr add "$INTERNAL_IP4_ADDRESS/24" dev "$TUNDEV"
echo culvert-bench-connected
`

export const openConnect: Peer = {
  name: 'openconnect',
  title: 'OpenConnect and ocserv over TLS',
  packages: ['openconnect', 'ocserv'],
  async serve({ server, client }) {
    const pki = await testPki()
    const { certFile, keyFile } = await pki.leaf({ names: [WIRE.serverName] })
    const folder = ownedFolder('openconnect')
    const file = (name: string, text: string, mode = 0o600) => {
      writeFileSync(join(folder, name), text, { mode })
      return join(folder, name)
    }
    const users = join(folder, 'users')
    await server.exec('ocpasswd', ['-c', users, 'alice'], { input: `${PASSWORD}\n${PASSWORD}\n` })
    // Without a port for UDP there is no DTLS.
    const config = `
auth = "plain[passwd=${users}]"
tcp-port = 443
socket-file = /run/ocserv.socket
run-as-user = root
run-as-group = root
server-cert = ${certFile}
server-key = ${keyFile}
isolate-workers = false
device = vpns
ipv4-network = 10.82.0.0
ipv4-netmask = 255.255.255.0
mtu = 1500
keepalive = 32400
compression = false
rate-limit-ms = 0
max-ban-score = 0
`
    server.spawn('ocserv', ['--foreground', '--config', file('ocserv.conf', config)])
    await listening(server, 443)
    const ca = file('ca.crt', pki.authority.cert)
    const script = file('script', SCRIPT, 0o700)
    return {
      inside: '10.82.0.1',
      dial: async () => {
        const dialled = client.spawn('openconnect', [
          ...[
            '--protocol=anyconnect',
            '--no-dtls',
            '--interface=tun0',
            `--cafile=${ca}`,
            `--script=${script}`,
          ],
          ...[
            '--user=alice',
            '--passwd-on-stdin',
            '--non-inter',
            '--mtu=1500',
            `--resolve=${WIRE.serverName}:${WIRE.server}`,
          ],
          `https://${WIRE.serverName}`,
        ])
        dialled.child.stdin?.write(`${PASSWORD}\n`)
        return clientOf(dialled, (line) => line === 'culvert-bench-connected')
      },
    }
  },
}
