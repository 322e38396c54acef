import type { LookupAddress } from 'node:dns'
import type { Profile } from '../../src-shared/profile.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import type { NetworkSetup } from '../netsetup/network-setup.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import type { Dialled, DialOptions } from './dialer.ts'
import type { Learnt } from './inner-network.ts'
import type { EngineEvent } from './messages.ts'
import type { SignInMemory } from './sign-in-memory.ts'
import type { TrustStore } from './trust-store.ts'

export interface SessionOptions {
  profile: Profile
  /** The credentials, and what earlier sessions of the same tunnel found out about them. */
  memory: SignInMemory
  trust: TrustStore
  /** Where an earlier session of the same tunnel found the server. */
  addresses?: readonly LookupAddress[]
  /** How the outer connection gets out of this computer; the ordinary way if left out. */
  way?: Pick<DialOptions, 'lookup' | 'beforeConnect' | 'onResolved'>
  /** The server was reached and is who it should be; nothing has been sent yet. */
  onDialled: (dialled: Dialled) => void
  /** What an earlier session of the same tunnel learnt inside of it. */
  learnt?: Learnt
  onLearnt?: (learnt: Learnt) => void
  /** The lower half of our IPv6 addresses, the same for each session of a tunnel. */
  interfaceId?: Uint8Array
  networkSetup: Pick<NetworkSetup, 'apply'>
  tun: TunDevice
  /** False leaves routes and DNS alone; the tunnel then has an address and nothing else. */
  routes: boolean
  onEvent: (event: EngineEvent) => void
  onConnected: (facts: ConnectionFacts) => void
  keylog?: (line: Buffer) => void
  /** See `PumpOptions`. */
  queue?: boolean
}
