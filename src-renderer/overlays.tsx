import { useApp } from './stores/app-store.ts'
import { useUi } from './stores/ui-store.ts'
import { ImportReviewSheet } from './views/import-review/index.tsx'
import { CredentialSheet, QuitQuestion, TrustSheet } from './views/sheets/index.tsx'

/** The questions that the main process asks, most urgent first; one at a time. */
export function Overlays() {
  const quitQuestion = useApp((state) => state.quitQuestion)
  const review = useApp((state) => state.review)
  const tunnel = useApp((state) => state.tunnel)
  const asideId = useUi((state) => state.asideId)

  if (quitQuestion) return <QuitQuestion />
  if (review !== null) return <ImportReviewSheet key={review.id} review={review} />
  if (tunnel.state === 'needs-credentials' && tunnel.request.id !== asideId)
    return <CredentialSheet key={tunnel.request.id} profileId={tunnel.profileId} request={tunnel.request} />
  if (tunnel.state === 'needs-trust' && tunnel.request.id !== asideId)
    return <TrustSheet key={tunnel.request.id} profileId={tunnel.profileId} request={tunnel.request} />
  return null
}
