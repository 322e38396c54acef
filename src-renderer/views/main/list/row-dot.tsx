import type { ReactNode } from 'react'
import type { Dot, RowState } from './row-state.ts'

const DOTS: Readonly<Record<Dot, ReactNode>> = {
  ring: <circle cx="8" cy="8" r="5" />,
  dashes: <circle cx="8" cy="8" r="5" strokeDasharray="2.6 2.6" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5" />
      <path className="row-dot-fill" d="M3 8h10a5 5 0 0 1-10 0z" />
    </>
  ),
  full: <circle className="row-dot-fill" cx="8" cy="8" r="5.5" />,
  question: (
    <>
      <circle className="row-dot-fill" cx="8" cy="8" r="6.5" />
      <path className="row-dot-cut" d="M6.4 6.500a1.7 1.7 0 1 1 2.4 1.600c-.6.3-.8.6-.8 1.200M8 11.200v.01" />
    </>
  ),
  exclamation: <path d="M8 2v7.500M8 13.500v.01" />,
  bar: (
    <>
      <circle className="row-dot-fill" cx="8" cy="8" r="6" />
      <path className="row-dot-cut" d="M5 8h6" />
    </>
  ),
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
}

/** The state of a row by shape and colour, with its word for everybody who cannot see either. */
export function RowDot({ state, word }: { state: RowState; word: string }) {
  return (
    <>
      <svg className={`row-dot tone-${state.tone}`} viewBox="0 0 16 16" aria-hidden="true">
        {DOTS[state.dot]}
      </svg>
      <span className="visually-hidden">{word}</span>
    </>
  )
}
