import type { Engine } from '../engine-client.ts'
import type { Log } from '../log/log.ts'
import type { ProfileLibrary } from '../profile-library.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { StateStore } from '../state-store.ts'

export interface TunnelControllerParts {
  store: StateStore
  engine: Engine
  library: ProfileLibrary
  secrets: SecretStore
  log: Pick<Log, 'write' | 'addSecret'>
  /** Milliseconds since 1970; the system's clock if left out. */
  clock?: () => number
}
