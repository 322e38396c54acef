import { describeFailure } from '../../../../src-shared/failure-words.ts'
import { Button } from '../../../components/button.tsx'
import { useCopied } from '../../../components/copy-row.tsx'
import { CheckIcon, CopyIcon } from '../../../components/icons.tsx'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { go } from '../../../stores/ui-store.ts'
import { adminText, type FailedAttempt } from './admin-text.ts'
import './failure-card.css'

/** Why it failed and what to do about it, with what an administrator needs one click away. */
export function FailureCard({ attempt }: { attempt: Omit<FailedAttempt, 'host'> }) {
  const { states, common } = useTexts()
  const host = useApp((state) => state.host)
  const { cause, remedy, code } = describeFailure(attempt.failure, useLanguage())
  const [copied, copy] = useCopied(adminText({ ...attempt, host }))
  return (
    <section className="failure" aria-label={states.failure.cause}>
      <p className="selectable">{cause}</p>
      <p className="failure-remedy selectable">
        <strong>{states.failure.remedy}: </strong>
        {remedy}
      </p>
      <div className="failure-foot">
        <span className="muted small selectable">
          {states.failure.code} <span className="mono">{code}</span>
        </span>
        <span className="failure-buttons">
          <Button kind="quiet" onPress={() => go({ view: 'logs' })}>
            {states.action.showLog}
          </Button>
          <Button onPress={copy}>
            {copied ? <CheckIcon /> : <CopyIcon />}
            {copied ? common.copied : states.failure.copyForAdministrator}
          </Button>
        </span>
      </div>
    </section>
  )
}
