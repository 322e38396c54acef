import { useState } from 'react'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { secondsText } from '../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { useWish } from '../../stores/use-wish.ts'
import { HelperLine, HostLine, KeychainLine } from '../add/host-status.tsx'
import '../add/add.css'

/** What this computer has of what the program uses, and one button that looks for all of it again. */
export function Computer() {
  const { settings, shell } = useTexts()
  const { computer: words } = settings
  const language = useLanguage()
  const tray = useApp(({ host }) => host.tray)
  const { busy, failure, ask } = useWish()
  const [lookedAt, setLookedAt] = useState<number>()
  const lookAgain = () => ask(api.app.recheckHost(), () => setLookedAt(Date.now()))
  return (
    <>
      <ul className="host-status">
        <HelperLine />
        <KeychainLine />
        {tray === 'available' ? (
          <HostLine good>{words.trayAvailable}</HostLine>
        ) : (
          <HostLine>{words.trayMissing}</HostLine>
        )}
      </ul>
      <div className="settings-row">
        <Button isPending={busy} onPress={lookAgain}>
          {shell.host.lookAgain}
        </Button>
        <span role="status" className="muted small">
          {lookedAt !== undefined && words.lookedAt(secondsText(lookedAt, language))}
        </span>
      </div>
      {failure && <FailureNote failure={failure} />}
    </>
  )
}
