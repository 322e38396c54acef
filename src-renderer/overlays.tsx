import { useEffect } from 'react'
import type { AppState } from '../src-shared/app-state.ts'
import { useApp } from './stores/app-store.ts'
import { uiStore, useUi } from './stores/ui-store.ts'
import { ImportReviewSheet } from './views/import-review/index.tsx'
import { UnblockQuestion } from './views/main/status/unblock-question.tsx'
import { useFocusHome } from './views/main/use-focus-home.ts'
import { CredentialSheet, QuitQuestion, TrustSheet } from './views/sheets/index.tsx'

/** The questions that the main process asks, most urgent first; one at a time. */
export function Overlays() {
  const quitQuestion = useApp((state) => state.quitQuestion)
  const review = useApp((state) => state.review)
  const tunnel = useApp((state) => state.tunnel)
  const isBlocked = useApp(({ block, tunnel }) => block !== null || tunnel.state === 'blocked')
  const asideId = useUi((state) => state.asideId)

  const unblocking = useUi((state) => state.unblocking) && isBlocked
  // When the command opens the computer meanwhile, there is nothing to ask any more.
  useEffect(() => {
    if (!isBlocked) uiStore.getState().setUnblocking(false)
  }, [isBlocked])
  useFocusHome(unblocking ? 'unblock' : openOverlay({ quitQuestion, review, tunnel }, asideId))
  if (quitQuestion) return <QuitQuestion />
  if (unblocking) return <UnblockQuestion />
  if (review !== null) return <ImportReviewSheet key={review.id} review={review} />
  if (tunnel.state === 'needs-credentials' && tunnel.request.id !== asideId)
    return <CredentialSheet key={tunnel.request.id} profileId={tunnel.profileId} request={tunnel.request} />
  if (tunnel.state === 'needs-trust' && tunnel.request.id !== asideId)
    return <TrustSheet key={tunnel.request.id} profileId={tunnel.profileId} request={tunnel.request} />
  return null
}

/** Names the question that is open, so that the focus is looked after when it goes. */
function openOverlay(
  { quitQuestion, review, tunnel }: Pick<AppState, 'quitQuestion' | 'review' | 'tunnel'>,
  asideId: string | null,
): string {
  if (quitQuestion) return 'quit'
  if (review !== null) return review.id
  const asks = tunnel.state === 'needs-credentials' || tunnel.state === 'needs-trust'
  return asks && tunnel.request.id !== asideId ? tunnel.request.id : 'none'
}
