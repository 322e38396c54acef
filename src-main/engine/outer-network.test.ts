import { describe, expect, it } from 'vitest'
import type { NetworkWatch } from '../netwatch/network-watch.ts'
import { OuterNetwork } from './outer-network.ts'

/** A network in which packets to these addresses leave by the cable, and all others go into a tunnel that is down. */
function networkWith(...reachable: readonly string[]): OuterNetwork {
  const watch: NetworkWatch = {
    start: () => undefined,
    routeTo: async (addresses) =>
      addresses.some((address) => reachable.includes(address)) ? { device: 'eth0' } : undefined,
    hasDefaultRoute: async () => true,
    hasNetwork: () => true,
    hasAddress: () => true,
    close: () => undefined,
  }
  return new OuterNetwork(watch)
}

describe('whether there is a way to the server', () => {
  it('is a default route for as long as nobody knows where it is', async () =>
    expect(await networkWith().hasRoute()).toBe(true))

  it('is a way to one of its addresses', async () => {
    const outer = networkWith('192.0.2.2')
    outer.setServer(['192.0.2.1', '192.0.2.2'])
    expect(await outer.hasRoute()).toBe(true)
    outer.setServer(['192.0.2.1'])
    expect(await outer.hasRoute()).toBe(false)
  })

  it('is also the way to the one that answered before another was tried in vain', async () => {
    const outer = networkWith('192.0.2.1')
    outer.setServer(['192.0.2.1'])
    outer.connected('192.0.2.9', '192.0.2.1')
    outer.disconnected()
    outer.setServer(['198.51.100.1'])
    expect(await outer.hasRoute()).toBe(true)
  })
})
