import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BlockReason } from '../../src-shared/app-state.ts'
import { BLOCK_NOTE } from '../netsetup/block-note.ts'
import { currentBlock, endLockdown, lockDown, unblock } from '../netsetup/create-network-setup.ts'
import type { JobOptions } from '../netsetup/helper-job.ts'
import { linuxFacts } from '../netsetup/linux-facts.ts'

/** What can be seen of the block of this computer, and done about it, without a tunnel. */
export interface BlockGate {
  current(): BlockReason | undefined
  /** Something was blocked when the computer was restarted, and nobody has blocked or opened it since. */
  outlivedItsBoot(): boolean
  /** Private networks stay reachable, as for a kill switch by default. */
  lockDown(): Promise<void>
  /** Leaves the kill switch of a connection that is up. */
  endLockdown(): Promise<void>
  open(): Promise<unknown>
}

/** Where this computer is looked at and changed; a test has a folder that stands for it. */
export interface ComputerPlaces {
  /** The folder that the note's path begins in. */
  root: string
  /** The helper, if it is not to be looked for. */
  helperPath?: string
  /** A file with its networks, if the computer is not to be asked. */
  networks?: string
}

/** A test's own helper changes nothing that would need root. */
export function helperPlace({ helperPath }: Pick<ComputerPlaces, 'helperPath'>): JobOptions {
  return helperPath === undefined ? {} : { helperPath, facts: { ...linuxFacts, isRoot: () => true } }
}

export function blockGate(computer: ComputerPlaces): BlockGate {
  const { root } = computer
  const place = helperPlace(computer)
  return {
    current: () => currentBlock(root),
    outlivedItsBoot: () => existsSync(join(root, BLOCK_NOTE)) && currentBlock(root) === undefined,
    lockDown: () => lockDown(true, place),
    endLockdown: () => endLockdown(place),
    open: () => unblock(place),
  }
}
