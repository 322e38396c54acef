import { isIPv6 } from 'node:net'
import { defaultProfile } from '../../src-shared/default-profile.ts'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { formatServer } from '../../src-shared/format.ts'
import { textsFor } from '../../src-shared/i18n/texts.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { Language } from '../../src-shared/settings.ts'
import { parseServer } from '../control/profile-formats/server-address.ts'
import { findProfile } from '../control/profile-store.ts'
import { probe } from '../engine/probe.ts'
import { summarise } from './doctor-report.ts'
import type { Output } from './output.ts'

interface Options {
  language?: Language
  /** Called when every file has been read and nothing has been sent. */
  beforeNetwork?: () => void
}

/**
 * `culvert doctor`: looks at a server as far as anybody may without signing in. Resolves with what would make
 * `connect` fail, undefined when nothing that can be seen from outside would.
 */
export async function doctor(
  target: string,
  output: Output,
  { language = 'en', beforeNetwork }: Options = {},
): Promise<Failure | undefined> {
  const profile = await profileOf(target)
  beforeNetwork?.()
  const server = formatServer(profile.server)
  output.note(textsFor(language).cli.doctor.looking(server))
  const found = await probe(profile, (event) => output.handle(event))
  output.report(summarise(server, found, process.env, language))
  return found.certificate?.refused ?? found.failure
}

/** What is neither a file nor a saved profile may be the server itself. */
async function profileOf(target: string): Promise<Profile> {
  try {
    return (await findProfile(target, process.env)).profile
  } catch (cause) {
    if (!(cause instanceof FailureError) || cause.failure.code !== 'profile-not-found') throw cause
    const server = parseServer(isIPv6(target) ? `[${target}]` : target)
    if ('problem' in server || target.endsWith('.sstp')) throw cause
    return defaultProfile(server)
  }
}
