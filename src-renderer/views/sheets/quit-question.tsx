import { useState } from 'react'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { Checkbox } from '../../components/switch.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { useWish } from '../../stores/use-wish.ts'

/** Asked once when the program is to quit while a connection is up. */
export function QuitQuestion() {
  const { quit: words } = useTexts().sheets
  const connected = useApp(({ tunnel }) => tunnel.state === 'connected')
  const name = useApp(({ tunnel, profiles }) =>
    'profileId' in tunnel ? (profiles.find(({ id }) => id === tunnel.profileId)?.profile.name ?? '') : '',
  )
  const tray = useApp(({ host }) => host.tray)
  const [remember, setRemember] = useState(false)
  const { busy, failure, ask } = useWish()
  const answer = (chosen: 'stay-connected' | 'disconnect' | 'cancel') =>
    ask(api.app.answerQuit({ answer: chosen, remember: remember && chosen !== 'cancel' }))
  return (
    <Dialog title={words.title} role="alertdialog" isOpen onClose={() => answer('cancel')}>
      <p>{connected ? words.connected(name) : words.protected(name)}</p>
      <p className="muted">{words.stayHelp[tray]}</p>
      <Checkbox label={words.remember} isSelected={remember} onChange={setRemember} />
      {failure && <FailureNote failure={failure} />}
      <DialogButtons>
        <Button isPending={busy} onPress={() => answer('disconnect')}>
          {words.disconnect}
        </Button>
        <Button kind="primary" autoFocus isPending={busy} onPress={() => answer('stay-connected')}>
          {words.stay}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
