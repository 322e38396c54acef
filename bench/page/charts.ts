import { type BarChart, barChartSvg } from './bar-chart.ts'
import type { Numbers } from './numbers.ts'
import type { Titles } from './tables.ts'

interface ChartPlan {
  /** The file's name, without `.svg`. */
  name: string
  title: string
  series: readonly { title: string; metric: string }[]
  digits: number
  /** Subjects that would leave no room for the others. */
  without?: readonly string[]
}

const upDown = (kind: string) => [
  { title: 'up', metric: `up.${kind}` },
  { title: 'down', metric: `down.${kind}` },
]

const CHARTS: readonly ChartPlan[] = [
  {
    name: 'throughput',
    title: 'TCP through the tunnel, Mbit/s',
    series: upDown('mbit'),
    digits: 0,
    without: ['cable', 'raw-tls', 'tun-copy'],
  },
  { name: 'cpu', title: 'CPU seconds of the client per GB', series: upDown('cpu'), digits: 2 },
  {
    name: 'ping',
    title: 'ping under load, ms',
    series: upDown('ping'),
    digits: 1,
    without: ['cable', 'tun-copy'],
  },
  {
    name: 'slow-line',
    title: 'ping under upload on the slow line, ms',
    series: [{ title: 'ping', metric: 'slow.ping' }],
    digits: 0,
  },
  {
    name: 'dial',
    title: 'dial to first packet at 100 ms round trip, ms',
    series: [{ title: 'dial', metric: 'dial100.ms' }],
    digits: 0,
  },
]

/** The charts of a run as files: name and SVG. */
export function charts(numbers: Numbers, titles: Titles): { name: string; title: string; svg: string }[] {
  return CHARTS.flatMap((plan) => {
    const present = numbers.subjectsWith(plan.series.map(({ metric }) => metric))
    const rows = [...titles].filter(([name]) => present.has(name) && plan.without?.includes(name) !== true)
    if (rows.length === 0) return []
    const chart: BarChart = {
      title: plan.title,
      series: plan.series.map(({ title }) => title),
      digits: plan.digits,
      groups: rows.map(([name, label]) => ({
        label,
        bars: plan.series.map(({ metric }) => numbers.spread(name, metric)),
      })),
    }
    return [{ name: plan.name, title: plan.title, svg: barChartSvg(chart) }]
  })
}
