import { memo } from 'react'
import { printable } from '../../../src-shared/failure-words/printable.ts'
import { formatServer } from '../../../src-shared/format.ts'
import type { IgnoredSetting, ImportCandidate } from '../../../src-shared/import-review.ts'
import { Disclosure } from '../../components/disclosure.tsx'
import { WarningIcon } from '../../components/icons.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { Checkbox } from '../../components/switch.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { candidateFacts } from './candidate-facts.ts'
import type { Decision } from './choices.ts'

interface CandidateCardProps {
  candidate: ImportCandidate
  decision: Decision
  /** One of several: can be chosen or not, and shows its details on demand. */
  many: boolean
  onDecide: (index: number, change: Partial<Decision>) => void
}

/**
 * A connection that could be added: what was understood, what was left out, and what it repeats. One among hundreds is drawn anew only
 * when its own decision changes.
 */
export const CandidateCard = memo((props: CandidateCardProps) => {
  const { candidate: found, decision, many, onDecide } = props
  const { importing: words } = useTexts()
  const decide = (change: Partial<Decision>) => onDecide(found.index, change)
  // What a foreign file says is shown in lines that cannot do anything.
  const candidate = { ...found, profile: printable(found.profile), ignored: printable(found.ignored) }
  const { profile, duplicateOf, ignored } = candidate
  const source = printable(found.source) || words.pasted
  const facts = <Facts candidate={candidate} />
  return (
    <li className={many ? 'candidate candidate-framed' : 'candidate'}>
      {many ? (
        <Checkbox
          label={<strong>{profile.name}</strong>}
          help={[formatServer(profile.server), profile.signIn.user].filter(Boolean).join(' · ')}
          aria-label={words.choose(profile.name)}
          isSelected={decision.chosen}
          onChange={(chosen) => decide({ chosen })}
        />
      ) : (
        <h3 className="candidate-name selectable">{profile.name}</h3>
      )}
      {candidate.sourceDidNotVerify && (
        <p className="candidate-danger">
          <WarningIcon />
          {words.notVerified}
        </p>
      )}
      {duplicateOf && <Duplicate name={duplicateOf.name} decision={decision} onDecide={decide} />}
      {many ? (
        <Disclosure title={words.understood} level={3}>
          {facts}
        </Disclosure>
      ) : (
        facts
      )}
      {ignored.length > 0 && <Ignored settings={ignored} />}
      <p className="muted small">{words.from(source, words.format[candidate.format])}</p>
    </li>
  )
})

function Facts({ candidate }: { candidate: ImportCandidate }) {
  const { importing: words } = useTexts()
  return (
    <>
      <dl className="facts">
        {candidateFacts(candidate, words).map(({ label, value, warning }) => (
          <div key={label} className="fact">
            <dt className="fact-label">{label}</dt>
            <dd className="fact-value selectable">
              {value}
              {warning && warning !== words.notVerified && <span className="fact-warning">{warning}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {candidate.assumed?.map((assumption) => (
        <p key={assumption} className="note note-attention">
          {words.assumed[assumption]}
        </p>
      ))}
    </>
  )
}

function Ignored({ settings }: { settings: readonly IgnoredSetting[] }) {
  const { importing: words } = useTexts()
  // A file can name a setting twice.
  const listed = settings.map((setting, place) => ({ key: `${place}`, ...setting }))
  return (
    <Disclosure title={words.ignored(settings.length)} level={3}>
      <ul className="candidate-ignored selectable">
        {listed.map(({ key, name, reason }) => (
          <li key={key}>
            <span className="mono">{name}</span> <span className="muted">{words.reason[reason]}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

interface DuplicateProps {
  name: string
  decision: Decision
  onDecide: (change: Partial<Decision>) => void
}

function Duplicate({ name, decision, onDecide }: DuplicateProps) {
  const { importing: words } = useTexts()
  return (
    <div className="note note-attention">
      <p>{words.duplicate(name)}</p>
      <RadioGroup
        label={words.duplicateAction(name)}
        hideLabel
        value={decision.action}
        options={[
          { value: 'add', label: words.keepBoth },
          { value: 'replace', label: words.replace(name), help: words.replaceHelp },
        ]}
        // Whoever decides what to do with it wants it.
        onChange={(action) => onDecide({ action, chosen: true })}
      />
    </div>
  )
}
