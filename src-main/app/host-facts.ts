import type { HostFacts } from '../../src-shared/app-state.ts'
import { FailureError } from '../../src-shared/failure.ts'
import type { SecretStore } from '../control/secrets/secret-store.ts'
import type { StateStore } from '../control/state-store.ts'
import { chooseLaunch } from '../netsetup/helper-launch.ts'
import { speaksOurVersion } from '../netsetup/helper-version.ts'
import { type ComputerPlaces, helperPlace } from './block-gate.ts'
import type { HelperInstaller } from './helper-installer.ts'
import { findTrayHost } from './tray-host.ts'

interface Parts {
  store: StateStore
  secrets: SecretStore
  computer: ComputerPlaces
  installer: Pick<HelperInstaller, 'available'>
}

/** Looks at what this computer offers: helper, keychain, a place for the tray icon. */
export class HostCheck {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async run(): Promise<void> {
    const { store, secrets, computer, installer } = this.#parts
    const [keychain, tray] = await Promise.all([secrets.probe(), findTrayHost(process.platform, process.env)])
    // The rest is read after the wait, in which it can have changed.
    const helper = findHelper(process.platform, computer)
    const helperInstallable = installer.available
    store.update({ host: { ...store.get().host, helper, helperInstallable, keychain, tray } })
  }
}

/** Asks the same question that a connection will ask, so that both know the same answer. */
export function findHelper(
  platform: NodeJS.Platform,
  computer: Pick<ComputerPlaces, 'helperPath'> = {},
): HostFacts['helper'] {
  if (platform !== 'linux') return 'not-for-this-system'
  try {
    const { command, args } = chooseLaunch(helperPlace(computer))
    return speaksOurVersion(args[0] ?? command) ? 'installed' : 'outdated'
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
