import { verdicts } from './bars.ts'
import { dialTime, ROUND_TRIPS_MS } from './dial-time.ts'
import type { Numbers, Spread } from './numbers.ts'

interface Column {
  metric: string
  title: string
  digits: number
}

interface Table {
  title: string
  columns: readonly Column[]
}

const column = (metric: string, title: string, digits = 0): Column => ({ metric, title, digits })

/** The tables of the page, in their order; each has the subjects that have any of its numbers. */
export const TABLES: readonly Table[] = [
  {
    title: 'TCP through the tunnel, Mbit/s that arrive',
    columns: [
      column('up.mbit', 'up'),
      column('down.mbit', 'down'),
      column('both.mbit', 'both at once, sum'),
      column('flows.mbit', 'up, 4 connections'),
    ],
  },
  {
    title: 'What it costs the client: CPU seconds per GB that arrives',
    columns: [
      column('up.cpu', 'up', 2),
      column('down.cpu', 'down', 2),
      column('both.cpu', 'both', 2),
      column('flows.cpu', '4 connections', 2),
    ],
  },
  {
    title: 'Small packets: thousands of datagrams a second that arrive, upwards; ping in ms',
    columns: [
      column('udp64.kpps', '64 bytes'),
      column('udp1400.kpps', '1,400 bytes'),
      column('idle.ping', 'ping idle', 2),
      column('up.ping', 'under upload', 1),
      column('down.ping', 'under download', 1),
    ],
  },
  {
    title: 'The client: memory in MB, CPU in percent of a core while nothing happens',
    columns: [
      column('up.rss', 'memory under upload'),
      column('down.rss', 'under download'),
      column('idle.cpu', 'CPU while connected and idle', 3),
    ],
  },
  {
    title: 'Upload over the slow line: Mbit/s that arrive, ping beside it in ms',
    columns: [
      column('slow.mbit', 'Mbit/s', 1),
      column('slow.ping', 'ping, half of them within'),
      column('slow.ping95', '95 % within'),
    ],
  },
]

/** Titles by subject, in the order of the rows. */
export type Titles = ReadonlyMap<string, string>

/** Everything between the markers of the page except the line about where it comes from. */
export function tablesMarkdown(numbers: Numbers, titles: Titles): string {
  const blocks = [
    ...TABLES.map((table) => tableMarkdown(table, numbers, titles)),
    dialMarkdown(numbers, titles),
    startupMarkdown(numbers),
    barsMarkdown(numbers),
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function tableMarkdown({ title, columns }: Table, numbers: Numbers, titles: Titles): string {
  const measured = columns.filter(({ metric }) => numbers.subjectsWith([metric]).size > 0)
  const present = numbers.subjectsWith(measured.map(({ metric }) => metric))
  const rows = [...titles].filter(([name]) => present.has(name))
  if (rows.length === 0) return ''
  return [
    `${title}:`,
    '',
    ...header(measured.map((one) => one.title)),
    ...rows.map(([name, words]) =>
      row(
        words,
        measured.map(({ metric, digits }) => cell(numbers.spread(name, metric), digits)),
      ),
    ),
  ].join('\n')
}

function dialMarkdown(numbers: Numbers, titles: Titles): string {
  const delays = ROUND_TRIPS_MS.filter((delay) => numbers.subjectsWith([`dial${delay}.ms`]).size > 0)
  const rows = [...titles].flatMap(([name, words]) => {
    const time = dialTime(numbers, name)
    if (time === undefined) return []
    const cells = delays.map((delay) => cell(numbers.spread(name, `dial${delay}.ms`), 0))
    return [row(words, [...cells, time.trips.toFixed(1), time.besides.toFixed(0)])]
  })
  if (rows.length === 0) return ''
  const columns = [...delays.map((delay) => `${delay} ms round trip`), 'round trips', 'besides, at most']
  return [
    'From the first packet of a dial to the first that leaves the tunnel at the other end, in ms:',
    '',
    ...header(columns),
    ...rows,
  ].join('\n')
}

function startupMarkdown(numbers: Numbers): string {
  const own = numbers.spread('culvert', 'startup.ms')
  const bare = numbers.spread('culvert', 'startup.node')
  if (own === undefined || bare === undefined) return ''
  return `\`culvert --version\` takes ${cell(own, 0)} ms, Node with nothing to do ${cell(bare, 0)} ms.`
}

function barsMarkdown(numbers: Numbers): string {
  const rows = verdicts(numbers).map(({ what, promised, measured, reached }) =>
    row(what, [promised, measured, reached ? 'reached' : '**not reached**']),
  )
  if (rows.length === 0) return ''
  return [
    'Bars, by the same run (up / down where there are two numbers):',
    '',
    ...header(['bar', 'measured', '']),
    ...rows,
  ].join('\n')
}

function header(columns: readonly string[]): string[] {
  return [row('', columns), `|${'---|'.repeat(columns.length + 1)}`]
}

function row(first: string, cells: readonly string[]): string {
  return `| ${[first, ...cells].join(' | ')} |`
}

/** Median and range; a range of nothing is left out. */
function cell(spread: Spread | undefined, digits: number): string {
  if (spread === undefined) return '–'
  const [middle, low, high] = [spread.median, spread.low, spread.high].map((value) => value.toFixed(digits))
  return low === high ? middle : `${middle} (${low}–${high})`
}
