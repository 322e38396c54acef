import type { Failure } from '../../../../src-shared/failure.ts'
import { describeFailure } from '../../../../src-shared/failure-words.ts'
import { Banner } from '../../../components/banner.tsx'
import { useLanguage } from '../../../i18n/use-texts.ts'

/** A failure that is not the tunnel's: title, cause, remedy, all of it to be selected. */
export function FailureBanner({ failure, onDismiss }: { failure: Failure; onDismiss: () => void }) {
  const { title, cause, remedy } = describeFailure(failure, useLanguage())
  return (
    <Banner tone="danger" onDismiss={onDismiss}>
      <strong className="selectable">{title}</strong>
      <p className="selectable">{`${cause} ${remedy}`}</p>
    </Banner>
  )
}
