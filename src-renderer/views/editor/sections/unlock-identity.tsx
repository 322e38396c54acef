import { type FormEvent, useState } from 'react'
import type { ChosenIdentity } from '../../../../src-shared/client-identity.ts'
import { api } from '../../../bridge.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { FailureNote } from '../../../components/failure-note.tsx'
import { PasswordField } from '../../../components/password-field.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useWish } from '../../../stores/use-wish.ts'
import '../../sheets/sheets.css'

interface UnlockIdentityProps {
  locked: Extract<ChosenIdentity, { step: 'locked' }>
  onOpened: (identity: ChosenIdentity) => void
  onClose: () => void
}

/** Asks for the password of a file with a certificate and its key. */
export function UnlockIdentity({ locked, onOpened, onClose }: UnlockIdentityProps) {
  const { profiles, common } = useTexts()
  const words = profiles.more.key
  const [password, setPassword] = useState('')
  const [isWrong, setWrong] = useState(false)
  const { busy, failure, ask } = useWish()

  const answer = (opened: ChosenIdentity) => {
    const wrong = opened.step === 'refused' && opened.because === 'wrong-password'
    setWrong(wrong)
    if (!wrong) onOpened(opened)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // What stands around it in the window is a form, too.
    event.stopPropagation()
    if (!busy) ask(api.profiles.unlockIdentity({ id: locked.id, password }), answer)
  }

  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <form className="sheet" onSubmit={submit} noValidate>
        <p className="selectable">{words.lockedText(locked.file)}</p>
        <PasswordField
          label={words.locked}
          value={password}
          onChange={setPassword}
          problem={isWrong ? words.refused['wrong-password'] : null}
          autoFocus
        />
        {failure && <FailureNote failure={failure} />}
        <DialogButtons>
          <Button onPress={onClose}>{common.cancel}</Button>
          <Button kind="primary" type="submit" isPending={busy}>
            {words.open}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
