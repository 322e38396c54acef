import { expect, it } from 'vitest'
import { hostNetworksOf } from './host-networks.ts'

/** As `ip -json route show table main` prints a laptop with containers, virtual machines and another VPN. */
const ROUTES = [
  { dst: 'default', gateway: '192.168.1.1', dev: 'wlan0' },
  { dst: '192.168.1.0/24', dev: 'wlan0', prefsrc: '192.168.1.23' },
  { dst: '192.168.1.0/24', dev: 'eth0' },
  { dst: '172.17.0.0/16', dev: 'docker0' },
  { dst: '172.18.0.0/16', dev: 'br-0123456789ab' },
  { dst: '192.168.122.0/24', dev: 'virbr0' },
  { dst: '10.8.0.0/24', dev: 'wg0' },
  { dst: '203.0.113.9', gateway: '192.168.1.1', dev: 'wlan0' },
  { dst: '169.254.0.0/16', dev: 'wlan0' },
  { dst: '10.77.0.0/16', dev: 'sstp0' },
  { type: 'blackhole', dst: '10.99.0.0/16' },
  { dst: 'fe80::/64', dev: 'wlan0' },
  { dst: '2001:db8:1::/64', dev: 'wlan0' },
  {},
]

it('tells the networks of this computer by what made them, each once', () => {
  expect(hostNetworksOf(ROUTES, false)).toEqual([
    { network: '192.168.1.0/24', device: 'wlan0', kind: 'local' },
    { network: '172.17.0.0/16', device: 'docker0', kind: 'containers' },
    { network: '172.18.0.0/16', device: 'br-0123456789ab', kind: 'containers' },
    { network: '192.168.122.0/24', device: 'virbr0', kind: 'virtual-machines' },
    { network: '10.8.0.0/24', device: 'wg0', kind: 'vpn' },
    { network: '2001:db8:1::/64', device: 'wlan0', kind: 'local' },
  ])
})

it('knows that the network of a Linux inside Windows is that of Windows', () => {
  const routes = [{ dst: '172.28.96.0/20', dev: 'eth0' }]
  expect(hostNetworksOf(routes, true)).toEqual([{ network: '172.28.96.0/20', device: 'eth0', kind: 'wsl' }])
})
