import { culvert, culvertToSoftEther } from './peers/culvert.ts'
import { openConnect } from './peers/openconnect.ts'
import { openVpn } from './peers/openvpn.ts'
import type { Peer } from './peers/peer.ts'
import { softEther } from './peers/softether.ts'
import { openRawCopy } from './raw-copy.ts'
import { openCable, openPeer, type Subject } from './subject.ts'
import { openTunFloor } from './tun-floor.ts'

export const PEERS: readonly Peer[] = [culvert, openVpn, openConnect, softEther, culvertToSoftEther]

interface Entry {
  readonly name: string
  readonly title: string
  /** Also measured in a quick run, which leaves out what no bar refers to. */
  readonly quick: boolean
  readonly open: () => Promise<Subject>
}

/** Everything that is measured, in the order of the tables. */
export const SUBJECTS: readonly Entry[] = [
  { name: 'cable', title: 'the cable alone', quick: true, open: openCable },
  { name: 'raw-tls', title: 'raw TLS copy, Node to Node', quick: true, open: openRawCopy },
  {
    name: 'tun-copy',
    title: 'two TUN devices, no tunnel',
    quick: false,
    open: openTunFloor,
  },
  ...PEERS.map((peer) => ({
    name: peer.name,
    title: peer.title,
    quick: peer !== culvertToSoftEther,
    open: () => openPeer(peer),
  })),
]
