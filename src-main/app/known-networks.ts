import { readFile } from 'node:fs/promises'
import type { HostNetwork } from '../../src-shared/route-preview.ts'
import { readHostNetworks } from '../netsetup/host-networks.ts'
import type { ComputerPlaces } from './block-gate.ts'

/** The networks that this computer is in, for the preview of routes; a test's computer has them in a file. */
export async function knownNetworks({ networks }: ComputerPlaces): Promise<HostNetwork[]> {
  return networks === undefined ? await readHostNetworks() : JSON.parse(await readFile(networks, 'utf8'))
}
