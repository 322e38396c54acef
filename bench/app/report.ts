import { type Circumstances, origin } from '../report.ts'
import { median, percentile, range } from '../statistics.ts'
import type { AppSample, Processes, Scene } from './measure.ts'
import type { Memory } from './memory.ts'

export interface AppResults {
  where: Circumstances
  /** The same host with a page of a few lines, for what the host itself costs. */
  host: Processes[]
  samples: AppSample[]
}

const SCENE_WORDS: Record<Scene, string> = {
  quiet: 'choosing another connection, traffic once a second',
  busy: 'the same, besides 2,000 lines of the log a second',
  log: 'search field of the log and the line below it, into which these lines flow',
}

/** The results as Markdown tables, with a line about where they come from. */
export function appMarkdown({ where, host, samples }: AppResults): string {
  const memory = (words: string, takes: readonly Processes[]) =>
    `| ${words} | ${megabytes(takes.map(({ main }) => main))} | ${megabytes(takes.map(({ renderer }) => renderer))} | ${megabytes(takes.map(({ chromium }) => chromium))} |`
  const clicks = (Object.keys(SCENE_WORDS) as Scene[]).map((scene) => {
    const rounds = samples.map((sample) => sample.clicks[scene])
    const cell = (share: number) => spread(rounds.map((times) => percentile(times, share)))
    return `| ${SCENE_WORDS[scene]} | ${cell(0.5)} | ${cell(0.95)} |`
  })
  return [
    'Memory in MB, resident / proportional; median (range of the resident):',
    '',
    '| | main process | process of the page | all of Chromium |',
    '|---|---|---|---|',
    memory('the host with a page of a few lines', host),
    memory(
      'Culvert, not connected',
      samples.map(({ idle }) => idle),
    ),
    memory(
      'connected, traffic once a second',
      samples.map(({ connected }) => connected),
    ),
    memory(
      'connected, window closed, after all the clicks',
      samples.map(({ closed }) => closed),
    ),
    '',
    'From a click to the picture that follows it, in ms, median (range) of the starts:',
    '',
    '| | half of the clicks within | 95 % of the clicks within |',
    '|---|---|---|',
    ...clicks,
    '',
    `From the start of the process to the first picture: ${spread(samples.map(({ startMs }) => startMs))} ms, with Chromium's own start in it.`,
    '',
    `${origin(where)} ${where.rounds} starts, ${samples[0].clicks.quiet.length} clicks of each kind in each; memory ${where.secondsEach} s after what the row names.`,
  ].join('\n')
}

function megabytes(values: readonly Memory[]): string {
  const resident = values.map(({ rss }) => rss / 1e6)
  const proportional = median(values.map(({ pss }) => pss / 1e6))
  const [low, high] = range(resident)
  return `${median(resident).toFixed(0)} / ${proportional.toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)})`
}

function spread(values: readonly number[]): string {
  const [low, high] = range(values)
  return `${median(values).toFixed(0)} (${low.toFixed(0)}–${high.toFixed(0)})`
}
