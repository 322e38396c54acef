import { dialTime } from './dial-time.ts'
import type { Numbers } from './numbers.ts'

/** One promise about the speed, and what became of it in a run. */
export interface Verdict {
  what: string
  promised: string
  measured: string
  reached: boolean
}

interface Bar {
  what: string
  /** Undefined when the run did not measure it. */
  judge: (numbers: Numbers) => Omit<Verdict, 'what'> | undefined
}

const OURS = 'culvert'
const DIRECTIONS = ['up', 'down'] as const

/** What the client is held to. Ratios are medians of the rounds' own ratios, the worse of both directions. */
const BARS: readonly Bar[] = [
  atLeast('TCP, times OpenVPN', 'openvpn', 'mbit', 8),
  atLeast('TCP, times OpenConnect', 'openconnect', 'mbit', 6.5),
  atLeast('TCP, times SoftEther', 'softether', 'mbit', 4),
  atMost('CPU per GB, of OpenVPN’s', 'openvpn', 'cpu', 1 / 7),
  atMost('CPU per GB, of OpenConnect’s', 'openconnect', 'cpu', 1 / 6),
  atMost('CPU per GB, of SoftEther’s', 'softether', 'cpu', 1 / 3),
  atMost('CPU per GB, times the raw TLS copy’s', 'raw-tls', 'cpu', 2),
  atLeast('TCP up, of the raw TLS copy’s', 'raw-tls', 'mbit', 0.55, ['up']),
  atLeast('TCP down, of the raw TLS copy’s', 'raw-tls', 'mbit', 0.4, ['down']),
  atLeast('datagrams of 64 bytes, times OpenVPN', 'openvpn', 'kpps', 2.5, ['udp64']),
  atMost('ping under load, of SoftEther’s', 'softether', 'ping', 1),
  atMost('ping under upload on the slow line, of OpenVPN’s', 'openvpn', 'ping', 1 / 5, ['slow']),
  atLeast('goodput on the slow line, of OpenVPN’s', 'openvpn', 'mbit', 0.95, ['slow']),
  {
    what: 'dial to first packet besides the round trips',
    judge(numbers) {
      const besides = dialTime(numbers, OURS)?.besides
      if (besides === undefined) return undefined
      return { promised: '≤ 25 ms', measured: `${besides.toFixed(0)} ms`, reached: besides <= 25 }
    },
  },
  limit('memory of the client under load', ['up.rss', 'down.rss'], 110, 'MB', 0),
  limit('CPU of a client that is connected and idle', ['idle.cpu'], 0.2, '% of a core', 3),
]

/** Every bar that this run measured. */
export function verdicts(numbers: Numbers): Verdict[] {
  return BARS.flatMap(({ what, judge }) => {
    const found = judge(numbers)
    return found === undefined ? [] : [{ what, ...found }]
  })
}

function atLeast(
  what: string,
  other: string,
  kind: string,
  bar: number,
  steps: readonly string[] = DIRECTIONS,
): Bar {
  return {
    what,
    judge(numbers) {
      const ratios = medians(numbers, other, kind, steps)
      if (ratios === undefined) return undefined
      return {
        promised: `≥ ${number(bar)}`,
        measured: ratios.map(number).join(' / '),
        reached: ratios.every((ratio) => ratio >= bar),
      }
    },
  }
}

function atMost(
  what: string,
  other: string,
  kind: string,
  bar: number,
  steps: readonly string[] = DIRECTIONS,
): Bar {
  return {
    what,
    judge(numbers) {
      const ratios = medians(numbers, other, kind, steps)
      if (ratios === undefined) return undefined
      return {
        promised: `≤ ${number(bar)}`,
        measured: ratios.map(number).join(' / '),
        reached: ratios.every((ratio) => ratio <= bar),
      }
    },
  }
}

/** One number for each step; undefined unless all are there. */
function medians(
  numbers: Numbers,
  other: string,
  kind: string,
  steps: readonly string[],
): number[] | undefined {
  const found = steps.map((step) => numbers.ratio(OURS, other, `${step}.${kind}`)?.median)
  return found.every((value) => value !== undefined) ? found : undefined
}

function limit(what: string, metrics: readonly string[], bar: number, unit: string, digits: number): Bar {
  return {
    what,
    judge(numbers) {
      const found = metrics.flatMap((metric) => numbers.spread(OURS, metric)?.median ?? [])
      if (found.length === 0) return undefined
      const most = Math.max(...found)
      return {
        promised: `≤ ${bar} ${unit}`,
        measured: `${most.toFixed(digits)} ${unit}`,
        reached: most <= bar,
      }
    },
  }
}

const number = (value: number) => value.toFixed(value < 1 ? 2 : 1)
