import { readlinkSync } from 'node:fs'
import type { Namespace } from '../../e2e/testbed/namespace.ts'
import { testPki } from '../../e2e/testbed/pki.ts'
import type { RunResult } from '../../e2e/testbed/processes.ts'
import { LAN, SoftEther } from '../../e2e/testbed/softether/softether.ts'
import { waitFor } from '../../e2e/testbed/wait-for.ts'
import { WIRE } from '../lab/bench-lab.ts'
import type { Peer, PeerClient } from './peer.ts'

const ACCOUNT = 'bench'
const PASSWORD = 'correct-horse'

/** Behind the server there is a network with broadcasts: the client has an address there that nobody handed out. */
const ADDRESS = '192.168.30.250'
const CARD = 'vpn'
const DEVICE = `vpn_${CARD}`
const TAP = 'tap_lab'

/** It asks whether to leave out its acceleration over UDP, for which the command has no option: TLS over TCP is measured. */
const ANSWERS = 'yes\n'

/** The program behind the service that Debian would start. */
const PROGRAM = '/usr/libexec/softether/vpnclient/vpnclient'

export const softEther: Peer = {
  name: 'softether',
  title: 'SoftEther client and server',
  packages: ['softether-vpnclient', 'softether-vpncmd'],
  async serve({ server, client }) {
    const identity = await (await testPki()).leaf({ names: [WIRE.serverName] })
    await SoftEther.start({ namespace: server, identity, users: { alice: PASSWORD } })
    await startService(client)
    return {
      inside: LAN.tap,
      dial: async () => await connectAccount(server, client),
    }
  },
}

/** The client is a service, which is told what to do by another program. Its state goes to memory. */
async function startService(client: Namespace): Promise<void> {
  const script =
    'for d in /run /var/lib /var/log; do mount -t tmpfs tmpfs $d && mkdir $d/softether || exit; done; exec "$0" execsvc'
  client.spawn('unshare', ['-m', 'sh', '-c', script, PROGRAM])
  await waitFor('the SoftEther client', async () => (await command(client, 'VersionGet')).code === 0)
  for (const words of [
    `NicCreate ${CARD}`,
    `AccountCreate ${ACCOUNT} /SERVER:${WIRE.server}:443 /HUB:LAB /USERNAME:alice /NICNAME:${CARD}`,
    `AccountPasswordSet ${ACCOUNT} /PASSWORD:${PASSWORD} /TYPE:standard`,
    `AccountDetailSet ${ACCOUNT} /MAXTCP:1 /INTERVAL:1 /TTL:0 /HALF:no /BRIDGE:no /MONITOR:no /NOTRACK:yes /NOQOS:yes`,
  ]) {
    const { code, stdout } = await command(client, ...words.split(' '))
    if (code !== 0) throw new Error(`vpncmd ${words}: ${stdout}`)
  }
}

async function connectAccount(server: Namespace, client: Namespace): Promise<PeerClient> {
  await client.exec('ip', ['addr', 'replace', `${ADDRESS}/24`, 'dev', DEVICE])
  await client.exec('ip', ['link', 'set', DEVICE, 'up'])
  // Nobody answers questions for hardware addresses before the connection stands, and Linux asks again only a second later.
  await introduce({ namespace: client, device: DEVICE }, { namespace: server, device: TAP, address: LAN.tap })
  await introduce({ namespace: server, device: TAP }, { namespace: client, device: DEVICE, address: ADDRESS })
  const pids = await servicePids(client)
  await command(client, 'AccountConnect', ACCOUNT)
  const ready = waitFor('the connection of SoftEther', async () => {
    const { stdout } = await command(client, 'AccountStatusGet', ACCOUNT)
    return stdout.includes('Connection Completed (Session Established)')
  })
  ready.catch(() => undefined)
  return {
    ready: ready.then(() => undefined),
    pids: () => pids,
    async stop() {
      await command(client, 'AccountDisconnect', ACCOUNT)
    },
  }
}

/** Asks the service to do something. */
async function command(client: Namespace, ...words: readonly string[]): Promise<RunResult> {
  return await client.exec('vpncmd', ['localhost', '/CLIENT', '/CMD', ...words], {
    check: false,
    input: ANSWERS,
  })
}

interface Card {
  namespace: Namespace
  device: string
}

/** Tells one computer the hardware address of another's card. */
async function introduce(one: Card, other: Card & { address: string }): Promise<void> {
  const { stdout } = await other.namespace.exec('cat', [`/sys/class/net/${other.device}/address`])
  const words = [
    'neigh',
    'replace',
    other.address,
    'lladdr',
    stdout.trim(),
    'dev',
    one.device,
    'nud',
    'permanent',
  ]
  await one.namespace.exec('ip', words)
}

/** The service is two processes: one that works, and one that starts the other again. */
async function servicePids(client: Namespace): Promise<number[]> {
  return (await client.pids()).filter((pid) => programOf(pid) === PROGRAM)
}

/** The file that a process runs; undefined when it has just ended. */
function programOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return undefined
  }
}
