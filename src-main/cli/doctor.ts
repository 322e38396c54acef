import type { Failure } from '../../src-shared/failure.ts'
import { findProfile } from '../control/profile-store.ts'
import { probe } from '../engine/probe.ts'
import { summarise } from './doctor-report.ts'
import type { Output } from './output.ts'

/**
 * `culvert doctor`: looks at a server as far as anybody may without signing in. Resolves with what would make
 * `connect` fail, undefined when nothing that can be seen from outside would.
 */
export async function doctor(target: string, output: Output): Promise<Failure | undefined> {
  const { profile } = await findProfile(isBareServer(target) ? `sstp://${target}` : target, process.env)
  output.note(`Looking at ${profile.server.host}:${profile.server.port}; no credentials are sent.`)
  const found = await probe(profile, (event) => output.handle(event))
  output.report(summarise(`${profile.server.host}:${profile.server.port}`, found, process.env))
  return found.certificate?.refused ?? found.failure
}

/** A host name or address, with or without a port: neither a path nor a URI nor a profile's name with blanks. */
function isBareServer(target: string): boolean {
  return (
    /^(\[[0-9a-f:.]+\]|[a-z0-9-]+(\.[a-z0-9-]+)+\.?|localhost)(:\d+)?$/i.test(target) &&
    !target.endsWith('.sstp')
  )
}
