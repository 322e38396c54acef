import { describe, expect, it } from 'vitest'
import { datagramsIn, transferIn } from './iperf.ts'

const report = (end: object) => JSON.stringify({ start: {}, intervals: [], end })

describe('what iperf3 says', () => {
  it('counts what was received, not what was sent', () => {
    const sum_sent = { bytes: 9_000, seconds: 1 }
    const sum_received = { bytes: 8_000, seconds: 1.1 }
    expect(transferIn(report({ sum_sent, sum_received }))).toEqual({ bytes: 8_000, seconds: 1.1 })
  })

  it('adds both directions of a test that has two', () => {
    const end = {
      sum_received: { bytes: 8_000, seconds: 1 },
      sum_received_bidir_reverse: { bytes: 500, seconds: 1 },
    }
    expect(transferIn(report(end)).bytes).toBe(8_500)
  })

  it('does not count datagrams that were lost', () => {
    const sum = { bytes: 64_000, seconds: 2, packets: 1_000, lost_packets: 400 }
    expect(datagramsIn(report({ sum }))).toEqual({ received: 600, seconds: 2 })
  })

  it('passes on its error', () => {
    const failed = JSON.stringify({ end: {}, error: 'error - unable to connect to server' })
    expect(() => transferIn(failed)).toThrow('iperf3: error - unable to connect to server')
    expect(() => datagramsIn(failed)).toThrow('unable to connect')
  })

  it('is nothing when it got stuck and had to be ended', () => {
    expect(() => transferIn('')).toThrow('iperf3 did not come to an end')
  })

  it('is not taken for a result when something is missing', () => {
    expect(() => transferIn(report({}))).toThrow('nothing about what was received')
    expect(() => datagramsIn(report({ sum: { bytes: 1, seconds: 1 } }))).toThrow('no datagrams')
  })
})
