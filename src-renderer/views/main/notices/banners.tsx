import type { Notice } from '../../../../src-shared/app-state.ts'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useUi } from '../../../stores/ui-store.ts'
import { FailureBanner } from './failure-banner.tsx'
import { NoticeBanner } from './notice-banner.tsx'
import { ToldBanner } from './told-banner.tsx'
import './banners.css'

/** What is said once after the first connection can wait for its turn, and leave the small window its room. */
const HINTS: readonly Notice['type'][] = ['window-closes-to-tray', 'no-tray', 'offer-launch-at-login']

/** The area for what needs the user or what he should know once; not there when there is nothing. */
export function Banners() {
  const { notices: words } = useTexts().shell
  const notices = useApp((state) => state.notices)
  const failures = useUi((state) => state.failures)
  const dismissFailure = useUi((state) => state.dismissFailure)
  const told = useUi((state) => state.told)
  if (notices.length === 0 && failures.length === 0 && told === null) return null
  return (
    <aside className="banners" aria-label={words.area}>
      {failures.map((failure) => (
        <FailureBanner
          key={JSON.stringify(failure)}
          failure={failure}
          onDismiss={() => dismissFailure(failure)}
        />
      ))}
      {told && <ToldBanner told={told} />}
      {oneHintAtATime(notices).map((notice) => (
        <NoticeBanner key={notice.id} notice={notice} />
      ))}
    </aside>
  )
}

function oneHintAtATime(notices: readonly Notice[]): Notice[] {
  const first = notices.find(({ type }) => HINTS.includes(type))
  return notices.filter((notice) => notice === first || !HINTS.includes(notice.type))
}
