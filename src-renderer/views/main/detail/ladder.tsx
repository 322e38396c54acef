import { CheckCircleIcon, CrossCircleIcon } from '../../../components/icons.tsx'
import { stepText } from '../../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import type { LadderRow } from './ladder-rows.ts'
import './ladder.css'

/** The steps of a connection with their times; a failure stands on the step that failed. */
export function Ladder({ rows }: { rows: readonly LadderRow[] }) {
  const { ladder } = useTexts().states
  const language = useLanguage()
  return (
    <ol className="ladder" aria-label={ladder.title}>
      {rows.map(({ rung, status, ms, detail }) => (
        <li
          key={rung}
          className={`rung rung-${status}`}
          aria-current={status === 'running' ? 'step' : undefined}
        >
          <RungIcon status={status} />
          <span className="rung-name">{ladder[rung]}</span>
          <span className="rung-detail">{detail}</span>
          <span className="rung-time">{ms === undefined ? '' : stepText(ms, language)}</span>
          <span className="visually-hidden">{ladder[status]}</span>
        </li>
      ))}
    </ol>
  )
}

function RungIcon({ status }: { status: LadderRow['status'] }) {
  if (status === 'done') return <CheckCircleIcon />
  if (status === 'failed') return <CrossCircleIcon />
  return (
    <svg className="rung-ring" viewBox="0 0 20 20" width="1.25rem" height="1.25rem" aria-hidden="true">
      <circle cx="10" cy="10" r="6.8" />
      {status === 'running' && <path d="M10 3.2a6.8 6.8 0 0 1 6.8 6.8" />}
    </svg>
  )
}
