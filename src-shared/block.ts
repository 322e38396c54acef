import type { BlockReason } from './app-state.ts'

/** A block that stands although no connection of this computer needs it now. */
export type LeftBlock = Exclude<BlockReason, 'tunnel'>

/** Whether nothing leaves this computer until somebody connects or opens it. */
export function isLeftBlocked(block: BlockReason | null): block is LeftBlock {
  return block !== null && block !== 'tunnel'
}
