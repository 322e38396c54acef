import type { ReactNode } from 'react'
import type { Shape, Tone } from './tunnel-view.ts'
import './status.css'

const SHIELD = 'M32 5 54 13v17c0 14.5-9 24-22 29C19 54 10 44.5 10 30V13z'
const LOWER_HALF = 'M10 31h44c-.4 14-9.3 23-22 28C19.3 54 10.4 45 10 31z'

/** Shields whose body is filled; their sign is cut out in the colour of the background. */
const FILLED: ReadonlySet<Shape> = new Set(['tick', 'question', 'bar'])
const HALF: ReadonlySet<Shape> = new Set(['half', 'half-dots', 'half-arrow'])

const SIGNS: Readonly<Record<Shape, ReactNode>> = {
  outline: null,
  half: null,
  tick: <path className="status-tick" pathLength="1" d="m21 32 8 8 15-17" />,
  question: (
    <>
      <path d="M25.5 25.500a6.5 6.5 0 1 1 9.3 5.900c-1.9.9-2.8 2.1-2.8 4.300v1" />
      <path d="M32 43.500v.01" />
    </>
  ),
  bar: <path d="M20 32h24" />,
  cross: <path d="m24 24 16 16M40 24 24 40" />,
  exclamation: (
    <>
      <path d="M32 20v15" />
      <path d="M32 43v.01" />
    </>
  ),
  plug: <path d="M27 18v7M37 18v7M23 25h18v4a9 9 0 0 1-18 0zM32 38v8" />,
  cloud: <path d="M25 40a6 6 0 0 1-.5-12 8.5 8.5 0 0 1 16-1.200A6.7 6.7 0 0 1 40 40z" />,
  'half-dots': (
    <>
      <path className="status-dot" d="M22 21v.01" />
      <path className="status-dot status-dot-2" d="M32 21v.01" />
      <path className="status-dot status-dot-3" d="M42 21v.01" />
    </>
  ),
  'half-arrow': <path className="status-arrow" d="M38 16.4a7 7 0 1 0 1.2 5.6M39 11.8v5h-5" />,
}

/** The state as a shield: outline, half or filled, with a sign of its own. The word beside it says the same. */
export function StatusIcon({ shape, tone }: { shape: Shape; tone: Tone }) {
  const filled = FILLED.has(shape)
  return (
    <svg className={`status-icon tone-${tone}`} viewBox="0 0 64 64" aria-hidden="true">
      <path className={filled ? 'status-shield-filled' : 'status-shield'} d={SHIELD} />
      {HALF.has(shape) && <path className="status-half" d={LOWER_HALF} />}
      <g className={filled ? 'status-sign status-sign-cut' : 'status-sign'}>{SIGNS[shape]}</g>
    </svg>
  )
}
