import { useEffect, useRef } from 'react'
import type { Failure } from '../../src-shared/failure.ts'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { useLanguage } from '../i18n/use-texts.ts'
import './failure-note.css'

/**
 * Why a form's wish failed, said at once and beside the form: what was typed is still there. A form that is longer than
 * the window scrolls to it.
 */
export function FailureNote({ failure }: { failure: Failure }) {
  const { title, cause, remedy } = describeFailure(failure, useLanguage(), 'window')
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer versions of Chromium return a promise here, which must not become the effect's clean-up.
    note.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div role="alert" className="note note-danger failure-note selectable" ref={note}>
      <strong>{title}</strong>
      <p>{cause}</p>
      <p>{remedy}</p>
    </div>
  )
}
