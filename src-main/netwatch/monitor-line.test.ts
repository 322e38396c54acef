import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readMonitorLine } from './monitor-line.ts'

// As iproute2 6.1 prints them.
it.each([
  ['default via 192.0.2.1 dev eth0 proto dhcp metric 100', 'route'],
  ['Deleted default via 192.0.2.1 dev eth0', 'route'],
  ['default via fe80::1 dev wlan0 proto ra metric 600 expires 1799sec pref medium', 'route'],
  ['192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.2', 'route'],
  [
    '2: eth0    inet 192.0.2.2/24 scope global eth0\\       valid_lft forever preferred_lft forever',
    'address',
  ],
  ['Deleted 2: eth0    inet6 2001:db8::2/64 scope global \\       valid_lft forever', 'address'],
  ['2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default', 'link'],
  ['7: eth0@if6: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 state LOWERLAYERDOWN group default', 'link'],
  ['Deleted 9: usb0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group default', 'link'],
])('%s', (line, news) => expect(readMonitorLine(line)).toBe(news))

it.each([
  '3: sstp0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1400 qdisc fq_codel state UNKNOWN group default',
  '3: sstp12    inet 10.77.0.2/32 scope global sstp0',
  'default dev sstp0 table 21300 proto 220 scope link',
  'unreachable default dev lo table 21300 proto 220 metric 1024',
  'local 192.0.2.2 dev eth0 table local proto kernel scope host src 192.0.2.2',
  'broadcast 192.0.2.255 dev eth0 table local proto kernel scope link src 192.0.2.2',
  'multicast ff00::/8 dev eth0 table local proto kernel metric 256 pref medium',
  '1: lo    inet 127.0.0.1/8 scope host lo',
  'Unknown message: type=0x00000068(104) flags=0x00000000(0)',
  '',
])('nothing that concerns the outer connection: %s', (line) => expect(readMonitorLine(line)).toBeUndefined())

it('reads whatever a tool may print', () => {
  fc.assert(fc.property(fc.string(), (line) => void readMonitorLine(line)))
})
