import { useEffect, useRef, useState } from 'react'
import type uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { TrafficSample } from '../../../../src-shared/app-state.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useMedia } from '../../../stores/use-media.ts'
import { graphData, graphTop } from './graph-data.ts'
import { createPlot } from './plot.ts'

/** The curve of the last minute. What it shows is said in words by `label`. */
export function Graph({ samples, label }: { samples: readonly TrafficSample[]; label: string }) {
  const theme = useApp((state) => state.settings.theme)
  const dark = useMedia('(prefers-color-scheme: dark)')
  const forced = useMedia('(forced-colors: active)')
  return (
    <div role="img" aria-label={label}>
      {/* A canvas does not follow the style sheet, so a change of colours draws it anew. */}
      <Curve key={`${theme} ${dark} ${forced}`} samples={samples} />
    </div>
  )
}

function Curve({ samples }: { samples: readonly TrafficSample[] }) {
  const box = useRef<HTMLDivElement>(null)
  const [plot, setPlot] = useState<uPlot | null>(null)

  useEffect(() => {
    if (box.current === null) return
    const created = createPlot(box.current)
    setPlot(created.plot)
    return created.destroy
  }, [])

  useEffect(() => {
    plot?.batch(() => {
      plot.setData(graphData(samples), false)
      plot.setScale('x', { min: -59, max: 0 })
      plot.setScale('y', { min: 0, max: graphTop(samples) })
    })
  }, [plot, samples])

  return <div className="graph" ref={box} />
}
