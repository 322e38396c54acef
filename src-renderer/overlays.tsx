import { useEffect } from 'react'
import { useApp } from './stores/app-store.ts'
import { uiStore, useUi } from './stores/ui-store.ts'
import { ImportReviewSheet } from './views/import-review/index.tsx'
import { UnblockQuestion } from './views/main/status/unblock-question.tsx'
import {
  ChangePasswordSheet,
  CredentialSheet,
  InstallHelper,
  QuitQuestion,
  TrustSheet,
} from './views/sheets/index.tsx'

/** The questions that the main process asks, most urgent first; one at a time. */
export function Overlays() {
  const quitQuestion = useApp((state) => state.quitQuestion)
  const review = useApp((state) => state.review)
  const tunnel = useApp((state) => state.tunnel)
  const isBlocked = useApp(({ block, tunnel }) => block !== null || tunnel.state === 'blocked')
  const asideId = useUi((state) => state.asideId)

  const installingHelper = useUi((state) => state.installingHelper)
  const unblocking = useUi((state) => state.unblocking) && isBlocked
  // When the command opens the computer meanwhile, there is nothing to ask any more.
  useEffect(() => {
    if (!isBlocked) uiStore.getState().setUnblocking(false)
  }, [isBlocked])
  if (quitQuestion) return <QuitQuestion />
  if (unblocking) return <UnblockQuestion />
  if (installingHelper) return <InstallHelper />
  if (review !== null) return <ImportReviewSheet key={review.id} review={review} />
  if (tunnel.state === 'needs-credentials' && tunnel.request.id !== asideId) {
    const Sheet = tunnel.request.asks.includes('new-password') ? ChangePasswordSheet : CredentialSheet
    return <Sheet key={tunnel.request.id} profileId={tunnel.profileId} request={tunnel.request} />
  }
  if (tunnel.state === 'needs-trust' && tunnel.request.id !== asideId)
    return <TrustSheet key={tunnel.request.id} profileId={tunnel.profileId} request={tunnel.request} />
  return null
}
