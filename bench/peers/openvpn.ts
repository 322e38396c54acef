import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../../e2e/testbed/owner.ts'
import { testPki } from '../../e2e/testbed/pki.ts'
import { WIRE } from '../lab/bench-lab.ts'
import { clientOf } from './client-process.ts'
import type { Peer } from './peer.ts'

/** Both ends: TCP, one cipher, the packets in the process and not in the kernel's module. */
const COMMON = [
  ...['--dev', 'tun0', '--dev-type', 'tun', '--topology', 'subnet'],
  ...['--data-ciphers', 'AES-256-GCM', '--disable-dco', '--verb', '3'],
]
const DONE = (line: string) => line.includes('Initialization Sequence Completed')

export const openVpn: Peer = {
  name: 'openvpn',
  title: 'OpenVPN over TCP',
  packages: ['openvpn'],
  async serve({ server, client }) {
    const pki = await testPki()
    const ca = join(ownedFolder('openvpn'), 'ca.crt')
    writeFileSync(ca, pki.authority.cert)
    const identity = async (usage: 'server' | 'client', name: string) => {
      const { certFile, keyFile } = await pki.leaf({ names: [name], usage })
      return ['--ca', ca, '--cert', certFile, '--key', keyFile]
    }
    const running = server.spawn('openvpn', [
      ...COMMON,
      ...[
        '--proto',
        'tcp-server',
        '--port',
        '1194',
        '--server',
        '10.81.0.0',
        '255.255.255.0',
        '--dh',
        'none',
      ],
      ...(await identity('server', WIRE.serverName)),
    ])
    await running.line('OpenVPN server', DONE)
    const clientIdentity = await identity('client', 'alice')
    return {
      inside: '10.81.0.1',
      dial: async () =>
        clientOf(
          client.spawn('openvpn', [
            ...COMMON,
            ...['--client', '--nobind', '--proto', 'tcp-client', '--remote', WIRE.server, '1194'],
            ...clientIdentity,
          ]),
          DONE,
        ),
    }
  },
}

/** As on a machine whose administrator made BBR the default: what OpenVPN could reach on a line with losses. */
export const openVpnWithBbr: Peer = {
  ...openVpn,
  name: 'openvpn-bbr',
  title: 'OpenVPN over TCP with BBR',
  congestionControl: 'bbr',
}
