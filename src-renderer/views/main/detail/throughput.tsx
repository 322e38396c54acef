import { type ReactNode, useState } from 'react'
import type { TrafficSample } from '../../../../src-shared/app-state.ts'
import { DownIcon, UpIcon } from '../../../components/icons.tsx'
import { bytesText } from '../../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useTraffic } from '../../../stores/traffic-store.ts'
import { Graph } from './graph.tsx'
import { type HeldUnit, heldUnit, peaks } from './graph-data.ts'
import './throughput.css'

/** Rates, their curve and the totals, while the connection is up. */
export function Throughput() {
  const { traffic } = useTexts().states
  const language = useLanguage()
  const { samples, totalDown, totalUp } = useTraffic()
  const newest: TrafficSample = samples.at(-1) ?? { time: 0, down: 0, up: 0 }
  const down = `${bytesText(newest.down, language, useHeldUnit(newest.down, newest.time))}/s`
  const up = `${bytesText(newest.up, language, useHeldUnit(newest.up, newest.time))}/s`
  const peak = peaks(samples)
  const rate = (bytes: number) => `${bytesText(bytes, language)}/s`
  return (
    <section className="throughput" aria-label={traffic.title}>
      <div className="rates">
        <Rate icon={<DownIcon />} className="rate-down" label={traffic.down} value={down} />
        <Rate icon={<UpIcon />} className="rate-up" label={traffic.up} value={up} />
        <span className="throughput-span" aria-hidden="true">
          60 s
        </span>
      </div>
      <Graph samples={samples} label={traffic.alternative(down, up, rate(peak.down), rate(peak.up))} />
      <p className="totals">{traffic.totals(bytesText(totalDown, language), bytesText(totalUp, language))}</p>
    </section>
  )
}

interface RateProps {
  icon: ReactNode
  className: string
  label: string
  value: string
}

function Rate({ icon, className, label, value }: RateProps) {
  return (
    <span className={`rate ${className}`}>
      {icon}
      <span className="visually-hidden">{label}</span>
      <span className="rate-value">{value}</span>
    </span>
  )
}

/** Keeps the unit of a rate still for a while. */
function useHeldUnit(rate: number, time: number): number {
  const [held, setHeld] = useState<HeldUnit | null>(null)
  const next = heldUnit(held, rate, time)
  if (next !== held) setHeld(next)
  return next.unit
}
