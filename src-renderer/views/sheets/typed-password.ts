import type { AppTunnelState } from '../../../src-shared/app-state.ts'
import { appStore } from '../../stores/app-store.ts'

interface Typed {
  profileId: string
  password: string
}

/**
 * What was typed for the attempt that runs. A refusal brings the question back, and most wrong passwords are one letter
 * wrong, so it is offered again; whatever else comes of the attempt makes the window forget it.
 */
let typed: Typed | null = null

export function keepTyped(profileId: string, password: string): void {
  typed = { profileId, password }
}

export function typedBefore(profileId: string): string {
  return typed?.profileId === profileId ? typed.password : ''
}

/** Whether the attempt that a password was typed for can still come back with a question. */
export function isStillOpen(tunnel: AppTunnelState, profileId: string): boolean {
  const open = tunnel.state === 'connecting' || tunnel.state === 'needs-credentials'
  return open && tunnel.profileId === profileId
}

appStore.subscribe(({ shown }) => {
  if (typed !== null && (shown === null || !isStillOpen(shown.tunnel, typed.profileId))) typed = null
})
