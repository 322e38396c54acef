import { textsFor } from '../../src-shared/i18n/texts.ts'
import { previewRoutes } from '../../src-shared/route-preview.ts'
import type { Language } from '../../src-shared/settings.ts'
import { findProfile } from '../control/profile-store.ts'
import { readHostNetworks } from '../netsetup/host-networks.ts'
import type { Output } from './output.ts'

/** `culvert routes`: says what a connection would do with the traffic of this computer. Nothing is sent to anybody. */
export async function previewOfRoutes(
  target: string,
  output: Output,
  language: Language,
): Promise<undefined> {
  const { profile, unknown } = await findProfile(target, process.env)
  const words = textsFor(language).cli
  for (const key of unknown) output.warn(words.profile.unknownSetting(target, key))
  output.preview(previewRoutes(profile, await readHostNetworks()))
}
