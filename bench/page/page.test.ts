import { describe, expect, it } from 'vitest'
import type { Point } from '../rounds.ts'
import { barChartSvg } from './bar-chart.ts'
import { verdicts } from './bars.ts'
import { charts } from './charts.ts'
import { dialTime } from './dial-time.ts'
import { Numbers } from './numbers.ts'
import { tablesMarkdown } from './tables.ts'

/** One number a round. */
const points = (subject: string, metric: string, ...values: number[]): Point[] =>
  values.map((value, i) => ({ round: i + 1, subject, metric, value }))

const titles = new Map([
  ['culvert', 'Culvert'],
  ['openvpn', 'OpenVPN'],
])

describe('the numbers of a run', () => {
  it('are compared round by round', () => {
    // The machine becomes four times slower; one stays twice as fast as the other.
    const numbers = new Numbers([
      ...points('culvert', 'up.mbit', 8_000, 4_000, 2_000),
      ...points('openvpn', 'up.mbit', 4_000, 2_000, 1_000),
    ])
    expect(numbers.ratio('culvert', 'openvpn', 'up.mbit')).toEqual({ median: 2, low: 2, high: 2 })
    expect(numbers.spread('culvert', 'up.mbit')).toEqual({ median: 4_000, low: 2_000, high: 8_000 })
  })

  it('are compared only in rounds that have both', () => {
    const numbers = new Numbers([
      { round: 2, subject: 'culvert', metric: 'up.mbit', value: 9 },
      ...points('openvpn', 'up.mbit', 1, 3),
    ])
    expect(numbers.ratio('culvert', 'openvpn', 'up.mbit')?.median).toBe(3)
    expect(numbers.ratio('culvert', 'softether', 'up.mbit')).toBeUndefined()
  })
})

describe('the time of a dial', () => {
  const dialled = (...times: number[]) =>
    new Numbers([0, 20, 100].flatMap((delay, i) => points('culvert', `dial${delay}.ms`, times[i])))

  it('is round trips, and what does not grow with them', () => {
    expect(dialTime(dialled(30, 202, 884), 'culvert')).toEqual({ trips: 8.5, besides: 34 })
  })

  it('is unknown with a line of one length', () => {
    expect(dialTime(new Numbers(points('culvert', 'dial0.ms', 30)), 'culvert')).toBeUndefined()
  })
})

describe('the bars', () => {
  const verdict = (what: string, all: Point[]) =>
    verdicts(new Numbers(all)).find((found) => found.what.startsWith(what))

  it('are reached only in both directions', () => {
    const run = (down: number) => [
      ...points('culvert', 'up.mbit', 900),
      ...points('culvert', 'down.mbit', down),
      ...points('openvpn', 'up.mbit', 100),
      ...points('openvpn', 'down.mbit', 100),
    ]
    expect(verdict('TCP, times OpenVPN', run(800))).toMatchObject({ measured: '9.0 / 8.0', reached: true })
    expect(verdict('TCP, times OpenVPN', run(790))).toMatchObject({ measured: '9.0 / 7.9', reached: false })
  })

  it('are upper limits where less is better', () => {
    const run = (ping: number) => [
      ...points('culvert', 'slow.ping', ping),
      ...points('openvpn', 'slow.ping', 500),
    ]
    expect(verdict('ping under upload on the slow line', run(100))?.reached).toBe(true)
    expect(verdict('ping under upload on the slow line', run(101))?.reached).toBe(false)
  })

  it('say nothing about what was not measured', () => expect(verdicts(new Numbers([]))).toEqual([]))
})

describe('the page', () => {
  const numbers = new Numbers([
    ...points('culvert', 'up.mbit', 900, 1_000, 1_100),
    ...points('openvpn', 'up.mbit', 100),
    ...points('culvert', 'up.cpu', 0.5),
  ])

  it('has a table of what was measured, and no empty ones', () => {
    expect(tablesMarkdown(numbers, titles)).toBe(`TCP through the tunnel, Mbit/s that arrive:

|  | up |
|---|---|
| Culvert | 1000 (900–1100) |
| OpenVPN | 100 |

What it costs the client: CPU seconds per GB that arrives:

|  | up |
|---|---|
| Culvert | 0.50 |`)
  })

  it('has charts of the same numbers', () => {
    const drawn = charts(numbers, titles)
    expect(drawn.map(({ name }) => name)).toEqual(['throughput', 'cpu'])
    expect(drawn[0].svg).toContain('>1000</text>')
  })
})

describe('a chart', () => {
  const svg = barChartSvg({
    title: 'a < b & "c"',
    series: ['up', 'down'],
    digits: 1,
    groups: [
      { label: 'one', bars: [{ median: 5, low: 4, high: 10 }, undefined] },
      { label: 'none', bars: [undefined, undefined] },
    ],
  })

  it('is as long as its numbers are', () => {
    const width = (value: number) => (value / 10) * 450
    expect(svg).toContain(`width="${width(5).toFixed(1)}"`)
    expect(svg.match(/rx="2" fill/g)).toHaveLength(3)
  })

  it('holds any words, and has colours for light and dark pages', () => {
    expect(svg).toContain('aria-label="a &lt; b &amp; &quot;c&quot;"')
    expect(svg).toContain('prefers-color-scheme: dark')
  })
})
