import { describe, expect, it } from 'vitest'
import { middleOf, timesIn } from './ping.ts'

const OUTPUT = `PING 10.77.0.1 (10.77.0.1) 56(84) bytes of data.
64 bytes from 10.77.0.1: icmp_seq=1 ttl=64 time=0.714 ms
64 bytes from 10.77.0.1: icmp_seq=2 ttl=64 time=12 ms
64 bytes from 10.77.0.1: icmp_seq=4 ttl=64 time=1.5 ms

--- 10.77.0.1 ping statistics ---
4 packets transmitted, 3 received, 25% packet loss, time 152ms
rtt min/avg/max/mdev = 0.714/4.738/12.000/5.145 ms
`

describe('what ping says', () => {
  it('is the time of each answer', () => expect(timesIn(OUTPUT)).toEqual([0.714, 12, 1.5]))

  it('has a middle, which one slow answer does not move', () => expect(middleOf(timesIn(OUTPUT))).toBe(1.5))

  it('is a failure when nothing answered', () => {
    expect(timesIn('3 packets transmitted, 0 received, 100% packet loss, time 40ms')).toEqual([])
    expect(() => middleOf([])).toThrow('no ping was answered')
  })
})
