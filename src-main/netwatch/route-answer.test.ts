import { describe, expect, it } from 'vitest'
import { hasCarrier, readRouteAnswer, sameRoute } from './route-answer.ts'

describe('the way to a server', () => {
  it('leads over a router, or stays on the link', () => {
    expect(
      readRouteAnswer('198.51.100.7 via 192.0.2.1 dev eth0 src 192.0.2.2 uid 1000 \\    cache '),
    ).toEqual({
      device: 'eth0',
      gateway: '192.0.2.1',
    })
    expect(readRouteAnswer('192.0.2.9 dev eth0 src 192.0.2.2 uid 1000 \\    cache ')).toEqual({
      device: 'eth0',
    })
    expect(readRouteAnswer('198.51.100.7 via inet6 fe80::1 dev wlan0 src 10.0.0.2')).toEqual({
      device: 'wlan0',
      gateway: 'fe80::1',
    })
  })

  it('is none when it is refused, or would lead into the tunnel itself', () => {
    expect(readRouteAnswer('unreachable 2001:db8::1 from :: dev lo table unspec')).toBeUndefined()
    expect(readRouteAnswer('198.51.100.7 dev sstp0 table 21300 src 10.77.0.2 uid 1000')).toBeUndefined()
    expect(readRouteAnswer('RTNETLINK answers: Network is unreachable')).toBeUndefined()
  })

  it('changes with the device and with the router', () => {
    const route = { device: 'eth0', gateway: '192.0.2.1' }
    expect(sameRoute(route, { ...route })).toBe(true)
    expect(sameRoute(route, { device: 'eth0' })).toBe(false)
    expect(sameRoute(route, { ...route, device: 'wlan0' })).toBe(false)
  })
})

it('knows a device without a cable', () => {
  expect(hasCarrier('2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP')).toBe(true)
  expect(hasCarrier('2: eth0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 state DOWN')).toBe(false)
  expect(hasCarrier('2: eth0: <BROADCAST,MULTICAST> mtu 1500 state DOWN')).toBe(false)
})
