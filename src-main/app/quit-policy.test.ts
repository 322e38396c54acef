import { describe, expect, it } from 'vitest'
import type { AppTunnelState } from '../../src-shared/app-state.ts'
import { quitStep } from './quit-policy.ts'

const FAILURE = { code: 'connection-lost', detail: '' } as const
const down: AppTunnelState = { state: 'disconnected' }
const up: AppTunnelState = {
  state: 'reconnecting',
  profileId: 'office',
  attempt: 1,
  retryAt: 0,
  failure: FAILURE,
}

describe('Quit', () => {
  it('quits when nothing is connected, whatever was decided', () => {
    for (const decided of ['ask', 'stay-connected', 'disconnect'] as const)
      expect(quitStep(down, decided)).toBe('quit')
  })

  it('does not ask about a connection that is not there yet', () => {
    expect(quitStep({ state: 'connecting', profileId: 'a', since: 0, attempt: 1, ladder: [] }, 'ask')).toBe(
      'quit',
    )
    expect(quitStep({ state: 'waiting-for-network', profileId: 'a' }, 'ask')).toBe('quit')
  })

  it('asks while a connection would be lost, or with it the block of the Internet', () => {
    expect(quitStep(up, 'ask')).toBe('ask')
    expect(quitStep({ state: 'blocked', profileId: 'a', failure: FAILURE }, 'ask')).toBe('ask')
  })

  it('does what was decided once and for all', () => {
    expect(quitStep(up, 'stay-connected')).toBe('keep-running')
    expect(quitStep(up, 'disconnect')).toBe('quit')
  })
})
