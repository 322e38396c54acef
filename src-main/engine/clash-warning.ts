import type { Profile } from '../../src-shared/profile.ts'
import { clashesOf } from '../../src-shared/route-preview.ts'
import { clashWords } from '../../src-shared/route-words.ts'
import { readHostNetworks } from '../netsetup/host-networks.ts'
import type { EngineEvent } from './messages.ts'
import { isRealDevice } from './real-device.ts'

/** Logs which networks of this computer the profile's collide with. It never stops a connection, nor holds one up. */
export async function warnOfClashes(
  profile: Profile,
  device: string,
  onEvent: (event: EngineEvent) => void,
): Promise<void> {
  if (!isRealDevice(device)) return
  for (const clash of clashesOf(profile, await readHostNetworks())) {
    // What a full tunnel does to every network that is not private, or that the profile closes, is as it should be.
    onEvent({
      type: 'log',
      level: clash.chosen === undefined ? 'info' : 'warn',
      text: clashWords(clash, 'en'),
    })
  }
}
