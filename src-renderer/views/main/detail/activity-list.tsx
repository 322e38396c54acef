import { Button } from '../../../components/button.tsx'
import { Disclosure } from '../../../components/disclosure.tsx'
import { CheckCircleIcon, CrossCircleIcon, InfoIcon, WarningIcon } from '../../../components/icons.tsx'
import { momentText } from '../../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { go } from '../../../stores/ui-store.ts'
import { type ActivityRow, activityRows } from './activity-rows.ts'
import './activity.css'

/** What happened to a connection, newest first; the log is one click further. */
export function ActivityList({ profileId }: { profileId: string }) {
  const words = useTexts().states.activity
  const language = useLanguage()
  const rows = activityRows(
    useApp((state) => state.activity),
    profileId,
    words,
    language,
  )
  const now = Date.now()
  return (
    <Disclosure title={words.title}>
      {rows.length === 0 && <p className="muted">{words.empty}</p>}
      <ol className="activity">
        {rows.map(({ key, time, kind, text }) => (
          <li key={key} className={`activity-row activity-${kind}`}>
            <time className="activity-time" dateTime={new Date(time).toISOString()}>
              {momentText(time, now, language)}
            </time>
            <ActivityIcon kind={kind} />
            <span>{text}</span>
          </li>
        ))}
      </ol>
      <Button kind="quiet" onPress={() => go({ view: 'logs' })}>
        {words.wholeLog}
      </Button>
    </Disclosure>
  )
}

function ActivityIcon({ kind }: { kind: ActivityRow['kind'] }) {
  switch (kind) {
    case 'good':
      return <CheckCircleIcon />
    case 'bad':
      return <CrossCircleIcon />
    case 'warning':
      return <WarningIcon />
    default:
      return <InfoIcon />
  }
}
