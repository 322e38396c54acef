import { describeFailure } from '../../../src-shared/failure-words.ts'
import type { ImportRefusal } from '../../../src-shared/import-review.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'

/** What holds no connection: cause and remedy of each. */
export function Refusals({ refusals }: { refusals: readonly ImportRefusal[] }) {
  const { importing: words } = useTexts()
  const language = useLanguage()
  // Two things can have the same name and the same mistake.
  const listed = refusals.map(({ failure }, place) => ({
    key: `${place}`,
    ...describeFailure(failure, language, 'window'),
  }))
  return (
    <section className="refusals" aria-label={words.refused(refusals.length)}>
      {refusals.length > 1 && <h3>{words.refused(refusals.length)}</h3>}
      <ul>
        {listed.map(({ key, title, cause, remedy }) => (
          <li key={key} className="note note-danger selectable">
            <strong>{title}</strong>
            <p>{cause}</p>
            <p>{remedy}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
