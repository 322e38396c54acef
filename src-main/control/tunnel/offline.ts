import type { Failure } from '../../../src-shared/failure.ts'

/** A connection that cannot be made because there is no network is waited for, and is no failure of anything. */
export function waitsForNetwork(failure: Failure, online: boolean): boolean {
  if (online) return false
  switch (failure.code) {
    case 'name-not-found':
    case 'name-lookup-failed':
    case 'tcp-unreachable':
    case 'tcp-failed':
    case 'connection-lost':
    case 'connection-silent':
      return true
    case 'timeout':
      return failure.rung === 'name' || failure.rung === 'tcp'
    default:
      return false
  }
}
