import { describe, expect, it } from 'vitest'
import { type Circumstances, cpuTime, markdown, withTable } from './report.ts'
import type { Sample, Samples } from './sample.ts'

const where: Circumstances = {
  date: '2026-01-02T03:04',
  cpu: 'Some CPU',
  cores: 2,
  memoryGb: 8,
  kernel: '6.1.0',
  node: '24.0.0',
  stolen: 0.0123,
  rounds: 3,
  secondsEach: 5,
}

const sample = (megabits: number, cpuSecondsPerGigabyte: number): Sample => {
  const bytes = (megabits * 1e6) / 8
  return { bytes, seconds: 1, cpuSeconds: (cpuSecondsPerGigabyte * bytes) / 1e9 }
}

describe('the table', () => {
  it('has medians and ranges, and compares round by round', () => {
    // The machine becomes four times slower; the tunnel stays at half of the raw copy.
    const samples: Samples = {
      'raw TLS up': [sample(8_000, 0.5), sample(4_000, 1), sample(2_000, 2)],
      'raw TLS down': [sample(8_000, 0.5), sample(4_000, 1), sample(2_000, 2)],
      'tunnel up': [sample(4_000, 1), sample(2_000, 2), sample(1_000, 4)],
      'tunnel down': [sample(4_000, 1.5), sample(2_000, 3), sample(1_000, 6)],
    }
    expect(`\n${markdown(samples, where)}\n`).toMatchInlineSnapshot(`
      "
      | | Mbit/s, median (range) | CPU-s per GB of the client | beside raw TLS, median of the rounds: throughput, cost |
      |---|---|---|---|
      | raw TLS up | 4000 (2000–8000) | 1.00 (0.50–2.00) |  |
      | raw TLS down | 4000 (2000–8000) | 1.00 (0.50–2.00) |  |
      | tunnel up | 2000 (1000–4000) | 2.00 (1.00–4.00) | 50 %, 2.0× |
      | tunnel down | 2000 (1000–4000) | 3.00 (1.50–6.00) | 50 %, 3.0× |

      2026-01-02 03:04 UTC; Some CPU, 2 cores, 8 GB; Linux 6.1.0, Node 24.0.0; 1.2 % of the CPU time went to other virtual machines; 3 interleaved rounds of 5 s each.
      "
    `)
  })

  it('replaces what is between the markers, and nothing else', () => {
    const page = 'above\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nbelow\n'
    const once = withTable(page, 'new')
    expect(once).toBe('above\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\nbelow\n')
    expect(withTable(once, 'new')).toBe(once)
  })

  it('is not written into a page without markers', () =>
    expect(() => withTable('# Performance', 'new')).toThrow('the document has no'))
})

it('reads the time that was stolen, and counts the time of guests once', () => {
  const stat = 'cpu  100 1 50 800 5 0 4 40 30 0\ncpu0 50 0 25 400 2 0 2 20 15 0\n'
  expect(cpuTime(stat)).toEqual({ total: 1_000, stolen: 40 })
})
