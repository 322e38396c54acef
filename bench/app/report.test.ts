import { expect, it } from 'vitest'
import { withTable } from '../report.ts'
import type { AppSample, Processes } from './measure.ts'
import { appMarkdown } from './report.ts'

const memory = (megabytes: number) => ({ rss: megabytes * 1e6, pss: (megabytes * 1e6) / 2 })
const processes = (main: number): Processes => ({
  main: memory(main),
  renderer: memory(main + 50),
  chromium: memory(10 * main),
})
const sample = (main: number): AppSample => ({
  startMs: 10 * main,
  idle: processes(main),
  connected: processes(main + 10),
  closed: processes(main + 5),
  clicks: { quiet: [8, 10, 30], busy: [12, 16, 40], log: [20, 24, 60] },
})

it('has medians, and ranges of the starts', () => {
  const where = {
    date: '2026-01-02T03:04',
    cpu: 'Some CPU',
    cores: 2,
    memoryGb: 8,
    kernel: '6.1.0',
    node: '24.0.0',
    stolen: 0,
    rounds: 3,
    secondsEach: 10,
  }
  const samples = [sample(120), sample(100), sample(110)]
  expect(`\n${appMarkdown({ where, host: [processes(90)], samples })}\n`).toMatchInlineSnapshot(`
    "
    Memory in MB, resident / proportional; median (range of the resident):

    | | main process | process of the page | all of Chromium |
    |---|---|---|---|
    | the host with a page of a few lines | 90 / 45 (90–90) | 140 / 70 (140–140) | 900 / 450 (900–900) |
    | Culvert, not connected | 110 / 55 (100–120) | 160 / 80 (150–170) | 1100 / 550 (1000–1200) |
    | connected, traffic once a second | 120 / 60 (110–130) | 170 / 85 (160–180) | 1200 / 600 (1100–1300) |
    | connected, window closed, after all the clicks | 115 / 58 (105–125) | 165 / 83 (155–175) | 1150 / 575 (1050–1250) |

    From a click to the picture that follows it, in ms, median (range) of the starts:

    | | half of the clicks within | 95 % of the clicks within |
    |---|---|---|
    | choosing another connection, traffic once a second | 10 (10–10) | 30 (30–30) |
    | the same, besides 2,000 lines of the log a second | 16 (16–16) | 40 (40–40) |
    | search field of the log and the line below it, into which these lines flow | 24 (24–24) | 60 (60–60) |

    From the start of the process to the first picture: 1100 (1000–1200) ms, with Chromium's own start in it.

    2026-01-02 03:04 UTC; Some CPU, 2 cores, 8 GB; Linux 6.1.0, Node 24.0.0; 0.0 % of the CPU time went to other virtual machines; 3 starts, 3 clicks of each kind in each; memory 10 s after what the row names.
    "
  `)
})

it('has a place of its own in the document', () => {
  const page =
    '<!-- bench: begin -->\nold\n<!-- bench: end -->\n<!-- bench app: begin -->\n<!-- bench app: end -->\n'
  expect(withTable(page, 'new', 'bench app')).toBe(
    '<!-- bench: begin -->\nold\n<!-- bench: end -->\n<!-- bench app: begin -->\n\nnew\n\n<!-- bench app: end -->\n',
  )
})
