import { describe, expect, it } from 'vitest'
import { planChange } from './linux-change.ts'

describe('the way from one plan to the next', () => {
  it('is the plan itself at first', () => {
    expect(planChange([], ['address 10.0.0.2', 'up'])).toEqual(['address 10.0.0.2', 'up', 'commit'])
  })

  it('is nothing when the server grants the same again after a reconnect', () => {
    const lines = ['address 10.0.0.2', 'mtu 1400', 'up', 'rules everything', 'dns 10.0.0.1', 'domains all']
    expect(planChange(lines, [...lines])).toEqual([])
  })

  it('sets up the new address before the old one goes, and leaves the rules standing', () => {
    const common = ['up', 'route 0.0.0.0/0', 'rules everything']
    const before = ['address 10.0.0.2', 'mtu 1400', 'bypass 203.0.113.5', ...common]
    const after = ['address 10.0.0.9', 'mtu 1300', 'bypass 203.0.113.6', ...common]
    expect(planChange(before, after)).toEqual([
      'address 10.0.0.9',
      'mtu 1300',
      'bypass 203.0.113.6',
      'remove bypass 203.0.113.5',
      'remove address 10.0.0.2',
      'commit',
    ])
  })

  it('first removes what cannot stand beside its successor', () => {
    expect(planChange(['route 10.0.0.0/8'], ['throw 10.0.0.0/8'])).toEqual([
      'remove route 10.0.0.0/8',
      'throw 10.0.0.0/8',
      'commit',
    ])
  })

  it('lets IPv6 in front of its wall and back, and never takes the wall away', () => {
    const without = ['address 10.0.0.2', 'up', 'unreachable ::/0', 'rules everything']
    const added = ['address 2001:db8::2', 'route ::/1', 'route 8000::/1']
    expect(planChange(without, [...without, ...added])).toEqual([...added, 'commit'])
    expect(planChange([...without, ...added], without)).toEqual([
      'remove route 8000::/1',
      'remove route ::/1',
      'remove address 2001:db8::2',
      'commit',
    ])
  })

  it('gives the resolvers back when names are no longer asked for', () => {
    expect(planChange(['up', 'dns 10.0.0.1', 'domains all'], ['up'])).toEqual(['dns', 'domains', 'commit'])
  })

  it('raises a block before anything else, and lowers it when everything else is done', () => {
    const open = ['up', 'rules everything']
    const blocked = ['block lan', 'up', 'rules networks']
    expect(planChange(open, blocked)).toEqual([
      'block lan',
      'rules networks',
      'remove rules everything',
      'commit',
    ])
    expect(planChange(blocked, open).at(-1)).toBe('unblock')
    expect(planChange(['block lan'], ['block strict'])).toEqual(['block strict'])
    expect(planChange(['block lan'], [])).toEqual(['unblock'])
    expect(planChange(blocked, blocked)).toEqual([])
  })
})
