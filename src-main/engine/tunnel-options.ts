import type { Credentials } from '../../src-shared/credentials.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { Reconnector } from '../../src-shared/reconnect.ts'
import type { NetworkSetup } from '../netsetup/network-setup.ts'
import type { NetworkWatch } from '../netwatch/network-watch.ts'
import type { TunDevice } from '../tun/tun-device.ts'
import type { EngineEvent } from './messages.ts'
import type { SignInMemoryOptions } from './sign-in-memory.ts'

export interface TunnelOptions {
  profile: Profile
  credentials: Credentials
  networkSetup: NetworkSetup
  /** News of the network around the computer; without it every way is tried. */
  networkWatch?: NetworkWatch
  /** Whether something, for instance another tunnel, blocks this computer already. */
  isBlocked?: () => boolean
  attachTun: (device: string) => TunDevice
  /** The uid that may attach the TUN device. */
  owner: number
  routes: boolean
  /** Decides when to dial, and when to give up. */
  reconnect: Reconnector
  onEvent: (event: EngineEvent) => void
  /** See `SignInMemoryOptions`. */
  zeroKey?: boolean
  /** See `SignInMemoryOptions`; left out where the owner asks and connects again. */
  askNewPassword?: SignInMemoryOptions['askNewPassword']
  /** Everything that needs privileges is done; a process that has them can give them up now. */
  onPrivilegedPartDone?: () => void
  keylog?: (line: Buffer) => void
  /** See `PumpOptions`. */
  queue?: boolean
}
