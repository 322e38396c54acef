import type { ReactNode } from 'react'
import type { TrustRequest } from '../../../../src-shared/app-state.ts'
import { CopyButton } from '../../../components/copy-row.tsx'
import { Fingerprint } from '../../../components/fingerprint.tsx'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { inspectorIn } from './inspection.ts'
import { type FieldChange, fieldChanges, isAlarming, verdictOn } from './trust-change.ts'
import { certificateDay } from './trust-words.ts'

/** What a changed certificate most likely means, and old and new side by side. */
export function ChangedCertificate({ request }: { request: TrustRequest }) {
  const { trust: words } = useTexts().sheets
  const { certificate, previous, failure } = request
  const verdict = verdictOn(previous, certificate)
  const inspector = inspectorIn(certificate.issuer)
  const oldSha256 =
    previous?.sha256 ?? (failure.code === 'certificate-pin-mismatch' ? failure.expected[0] : undefined)
  return (
    <>
      <div className={isAlarming(verdict) ? 'note note-danger' : 'note note-attention'}>
        <strong>{words.verdict[verdict].title}</strong>
        <p>{words.verdict[verdict].text}</p>
        {verdict === 'inspected' && inspector && <p>{words.inspected(inspector)}</p>}
      </div>
      <section aria-label={words.change.title} className="changes">
        <Compared
          label={words.facts.fingerprint}
          before={
            oldSha256 === undefined ? '–' : <Fingerprint sha256={oldSha256} other={certificate.sha256} />
          }
          now={<Fingerprint sha256={certificate.sha256} other={oldSha256} />}
          action={<CopyButton what={words.facts.fingerprint} text={certificate.sha256} />}
          differs
        />
        {previous === undefined ? (
          <p className="muted">{words.change.unknownBefore}</p>
        ) : (
          fieldChanges(previous, certificate).map((change) => (
            <ComparedField key={change.field} change={change} />
          ))
        )}
      </section>
    </>
  )
}

function ComparedField({ change }: { change: FieldChange }) {
  const { change: words, facts } = useTexts().sheets.trust
  const language = useLanguage()
  const { field, before, now, differs } = change
  switch (field) {
    case 'key':
      return (
        <Compared
          label={facts.key}
          before={differs ? words.otherKey : words.sameKey}
          now={differs ? words.newKey : words.sameKey}
          differs={differs}
        />
      )
    case 'validFrom':
    case 'validTo': {
      const label = field === 'validFrom' ? facts.from : facts.to
      const day = (iso: string) => certificateDay(iso, language)
      return <Compared label={label} before={day(before)} now={day(now)} differs={differs} />
    }
    default:
      return <Compared label={facts[field]} before={before || '–'} now={now || '–'} differs={differs} />
  }
}

interface ComparedProps {
  label: string
  before: ReactNode
  now: ReactNode
  differs: boolean
  action?: ReactNode
}

/** One fact, until now and now: beside each other where there is room. */
function Compared({ label, before, now, differs, action }: ComparedProps) {
  const { change: words } = useTexts().sheets.trust
  return (
    <div className={differs ? 'change change-differs' : 'change'}>
      <h3 className="change-label">
        {label}
        {differs && <span className="change-mark">{words.different}</span>}
        {action}
      </h3>
      <div className="change-pair selectable">
        <div>
          <span className="change-when">{words.before}</span>
          <div>{before}</div>
        </div>
        <div className="change-now">
          <span className="change-when">{words.now}</span>
          <div>{now}</div>
        </div>
      </div>
    </div>
  )
}
