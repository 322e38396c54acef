/** Horizontal bars in groups, each with a line from its lowest to its highest value. */
export interface BarChart {
  title: string
  /** What the colours mean; one series needs no legend. */
  series: readonly string[]
  digits: number
  groups: readonly { label: string; bars: readonly (Bar | undefined)[] }[]
}

export interface Bar {
  median: number
  low: number
  high: number
}

const WIDTH = 760
const LABELS = 240
const NUMBERS = 70
const BAR = 13
const GAP = 12
const TOP = 34

/** Readable on white and on black, and told apart without seeing colours: they differ in lightness. */
const COLOURS = ['#2f6fd6', '#e09a3c', '#4c9a6a'] as const

/** The words follow the reader's scheme; on a page that forces the other one they are still readable. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #59636e }
  .title { font-weight: 600; fill: #30363d }
  .range { stroke: #59636e; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #9aa4af }
    .title { fill: #dfe5ec }
    .range { stroke: #c3ccd6 }
  }`

/** The chart as a picture on nothing, for light and dark pages. */
export function barChartSvg({ title, series, digits, groups }: BarChart): string {
  const most = Math.max(Number.MIN_VALUE, ...groups.flatMap(({ bars }) => bars.map((bar) => bar?.high ?? 0)))
  const scale = (value: number) => (value / most) * (WIDTH - LABELS - NUMBERS)
  const parts: string[] = []
  let y = TOP
  for (const { label, bars } of groups) {
    const middle = y + (bars.length * BAR) / 2 + 4
    parts.push(text(LABELS - 10, middle, label, 'end'))
    bars.forEach((bar, i) => {
      if (bar !== undefined)
        parts.push(...drawn(bar, y + i * BAR, COLOURS[i % COLOURS.length], scale, digits))
    })
    y += bars.length * BAR + GAP
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}\n</style>`,
    `<text x="0" y="16" class="title">${escaped(title)}</text>`,
    ...legend(series),
    ...parts,
    '</svg>\n',
  ].join('\n')
}

function drawn(
  { median, low, high }: Bar,
  y: number,
  colour: string,
  scale: (value: number) => number,
  digits: number,
): string[] {
  const at = (value: number) => (LABELS + scale(value)).toFixed(1)
  const middle = y + BAR / 2 - 0.5
  return [
    `<rect x="${LABELS}" y="${y}" width="${scale(median).toFixed(1)}" height="${BAR - 2}" rx="2" fill="${colour}"/>`,
    `<path class="range" d="M${at(low)} ${middle}H${at(high)}"/>`,
    text(LABELS + scale(high) + 6, y + BAR - 3, median.toFixed(digits), 'start'),
  ]
}

function legend(series: readonly string[]): string[] {
  if (series.length < 2) return []
  return series.flatMap((name, i) => {
    const x = WIDTH - 90 * (series.length - i)
    return [
      `<rect x="${x}" y="6" width="11" height="11" rx="2" fill="${COLOURS[i % COLOURS.length]}"/>`,
      text(x + 17, 16, name, 'start'),
    ]
  })
}

function text(x: number, y: number, words: string, anchor: 'start' | 'end'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(words)}</text>`
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
