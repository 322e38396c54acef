import type { HostFacts } from '../../src-shared/app-state.ts'
import { FailureError } from '../../src-shared/failure.ts'
import type { SecretStore } from '../control/secrets/secret-store.ts'
import type { StateStore } from '../control/state-store.ts'
import { chooseLaunch } from '../netsetup/helper-launch.ts'
import { findTrayHost } from './tray-host.ts'

interface Parts {
  store: StateStore
  secrets: SecretStore
}

/** Looks at what this computer offers: helper, keychain, a place for the tray icon. */
export class HostCheck {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async run(): Promise<void> {
    const { store, secrets } = this.#parts
    const [keychain, tray] = await Promise.all([secrets.probe(), findTrayHost(process.platform, process.env)])
    // The rest is read after the wait, in which it can have changed.
    store.update({ host: { ...store.get().host, helper: findHelper(process.platform), keychain, tray } })
  }
}

/** Asks the same question that a connection will ask, so that both know the same answer. */
export function findHelper(platform: NodeJS.Platform): HostFacts['helper'] {
  if (platform !== 'linux') return 'not-for-this-system'
  try {
    chooseLaunch({})
    return 'installed'
  } catch (cause) {
    if (!(cause instanceof FailureError)) throw cause
    // Whatever else is wrong with it is told, with its own words, by the attempt to connect.
    return cause.failure.code === 'helper-missing' ? 'missing' : 'installed'
  }
}

/** Systems that we have no package for are taken for Linux, which most of them resemble. */
export function platformOf(platform: NodeJS.Platform): HostFacts['platform'] {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux'
}
