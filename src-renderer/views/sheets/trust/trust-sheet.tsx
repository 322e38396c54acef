import { useState } from 'react'
import type { TrustDecision, TrustRequest } from '../../../../src-shared/app-state.ts'
import { printable } from '../../../../src-shared/failure-words/printable.ts'
import { api } from '../../../bridge.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { FailureNote } from '../../../components/failure-note.tsx'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { uiStore } from '../../../stores/ui-store.ts'
import { useWish } from '../../../stores/use-wish.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { ChangedCertificate } from './changed-certificate.tsx'
import { inspectorIn } from './inspection.ts'
import { TrustChoices } from './trust-choices.tsx'
import { trustMessage } from './trust-message.ts'
import { reasonOf, titleOf } from './trust-words.ts'
import '../sheets.css'

interface TrustSheetProps {
  profileId: string
  request: TrustRequest
}

/** Asks whether a server is the right one. Not connecting is what Enter does; Esc puts the question aside. */
export function TrustSheet({ profileId, request: asked }: TrustSheetProps) {
  const { trust: words } = useTexts().sheets
  const language = useLanguage()
  const host = useApp((state) => state.host)
  const profile = useApp(({ profiles }) => profiles.find(({ id }) => id === profileId)?.profile)
  const [seenAt] = useState(() => Date.now())
  const { busy, failure, ask } = useWish()
  // What a server writes into its certificate is shown in lines that cannot do anything.
  const request = printable(asked)
  const server = profile?.server ?? { host: request.host, port: 443 }
  const decide = (decision: TrustDecision) => ask(api.tunnel.decideTrust({ requestId: request.id, decision }))

  const changed = request.failure.code === 'certificate-pin-mismatch'
  const inspector = changed ? undefined : inspectorIn(request.certificate.issuer)
  return (
    <Dialog
      title={titleOf(request.failure, words)}
      wide
      role="alertdialog"
      isOpen
      onClose={() => uiStore.getState().putAside(request.id)}
    >
      <div className={changed ? 'sheet sheet-alarm' : 'sheet'}>
        <p className="selectable">
          <span className="sheet-reason">{reasonOf(request, words, language)}</span> {words.nothingSent}
        </p>
        {inspector && <p className="note note-attention">{words.inspected(inspector)}</p>}
        {changed ? <ChangedCertificate request={request} /> : <CertificateFacts request={request} />}
        <TrustChoices
          request={request}
          connection={profile?.name ?? request.host}
          message={trustMessage({ request, server, host, time: seenAt }, words)}
          busy={busy}
          onDecide={decide}
        />
        {failure && <FailureNote failure={failure} />}
        <DialogButtons>
          <Button kind="primary" autoFocus isPending={busy} onPress={() => decide({ choice: 'refuse' })}>
            {words.refuse}
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  )
}
