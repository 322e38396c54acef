import { describe, expect, it } from 'vitest'
import { withNat64 } from './nat64.ts'

const server = [{ address: '203.0.113.7', family: 4 }]
const knows = (...addresses: string[]) => {
  const asked: string[] = []
  return {
    asked,
    find: async (host: string) => {
      asked.push(host)
      return addresses.map((address) => ({ address, family: 6 }))
    },
  }
}

describe('an address of IPv4 in a network without IPv4', () => {
  it('is reached behind the prefix that the network tells, and tried as it is after that', async () => {
    const { find, asked } = knows('64:ff9b::c000:aa')
    expect(await withNat64(server, find, false)).toEqual([
      { address: '64:ff9b:0:0:0:0:cb00:7107', family: 6 },
      ...server,
    ])
    expect(asked).toEqual(['ipv4only.arpa'])
  })

  it('takes the prefix of the network itself, too', async () =>
    expect((await withNat64(server, knows('2001:db8:64::192.0.0.171').find, false))[0]?.address).toBe(
      '2001:db8:64:0:0:0:cb00:7107',
    ))

  it.each([['2001:db8::1'], ['192.0.0.170']])('stays as it is when %s is no hint', async (address) =>
    expect(await withNat64(server, knows(address).find, false)).toEqual(server),
  )

  it('stays as it is when nobody answers', async () =>
    expect(await withNat64(server, () => Promise.reject(new Error('gone')), false)).toEqual(server))
})

it('nobody is asked where there is IPv4, or the server has IPv6', async () => {
  const { find, asked } = knows('64:ff9b::c000:aa')
  const both = [...server, { address: '2001:db8::7', family: 6 }]
  expect(await withNat64(server, find, true)).toEqual(server)
  expect(await withNat64(both, find, false)).toEqual(both)
  expect(asked).toEqual([])
})
