import type { Failure } from '../../src-shared/failure.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { useLanguage } from '../i18n/use-texts.ts'
import './failure-note.css'

/** Why a form's wish failed, said at once and beside the form: what was typed is still there. */
export function FailureNote({ failure }: { failure: Failure }) {
  const { title, cause, remedy } = describeFailure(failure, useLanguage(), 'window')
  return (
    <div role="alert" className="note note-danger selectable">
      <strong>{title}</strong>
      <p>{cause}</p>
      <p>{remedy}</p>
    </div>
  )
}
