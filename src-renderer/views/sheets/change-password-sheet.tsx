import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { CredentialRequest } from '../../../src-shared/app-state.ts'
import { printable } from '../../../src-shared/failure-words/printable.ts'
import { describeFailure } from '../../../src-shared/failure-words.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { Checkbox } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { disconnect } from '../../stores/tunnel-actions.ts'
import { uiStore } from '../../stores/ui-store.ts'
import { useWish } from '../../stores/use-wish.ts'
import { newPasswordProblem } from './new-password.ts'
import { keepTyped, typedBefore } from './typed-password.ts'
import './sheets.css'

interface ChangePasswordSheetProps {
  profileId: string
  request: CredentialRequest
}

/** Asks for a new password when the server says that the old one has expired. The old one is known already. */
export function ChangePasswordSheet({ profileId, request }: ChangePasswordSheetProps) {
  const texts = useTexts()
  const words = texts.sheets.credentials
  const entry = useApp(({ profiles }) => profiles.find(({ id }) => id === profileId))
  const keychain = useApp(({ host }) => host.keychain)
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const [code, setCode] = useState('')
  const [remember, setRemember] = useState(request.remember)
  const [tried, setTried] = useState(false)
  const { busy, failure, ask } = useWish()
  const freshInput = useRef<HTMLInputElement>(null)
  const againInput = useRef<HTMLInputElement>(null)
  const codeInput = useRef<HTMLInputElement>(null)
  useEffect(() => freshInput.current?.focus(), [])

  const asksCode = request.asks.includes('one-time-code')
  const problem = newPasswordProblem(fresh, again, typedBefore(profileId))
  const isCodeMissing = asksCode && code.trim() === ''
  const wordsOf = (field: 'fresh' | 'again') =>
    tried && problem?.field === field
      ? problem.because === 'too-long'
        ? words.tooLong
        : words.change[problem.because]
      : null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (problem !== null) return (problem.field === 'fresh' ? freshInput : againInput).current?.focus()
    if (isCodeMissing) return codeInput.current?.focus()
    if (busy) return
    keepTyped(profileId, '')
    ask(
      api.tunnel.submitCredentials({
        requestId: request.id,
        user: request.user,
        password: '',
        newPassword: fresh,
        remember: remember && request.canRemember,
        ...(asksCode && { oneTimeCode: code.trim() }),
      }),
    )
  }

  return (
    <Dialog
      title={words.change.title(entry?.profile.name ?? '')}
      isOpen
      onClose={() => uiStore.getState().putAside(request.id)}
    >
      <form className="sheet" onSubmit={submit} noValidate>
        {request.failure?.code === 'password-change-refused' ? (
          <Refusal failure={request.failure} />
        ) : (
          <p>{words.change.text}</p>
        )}
        <PasswordField
          label={words.change.fresh}
          value={fresh}
          onChange={setFresh}
          problem={wordsOf('fresh')}
          inputRef={freshInput}
        />
        <PasswordField
          label={words.change.again}
          value={again}
          onChange={setAgain}
          problem={wordsOf('again')}
          inputRef={againInput}
        />
        {asksCode && (
          <TextField
            label={words.code}
            help={words.codeHelp}
            value={code}
            onChange={setCode}
            problem={tried && isCodeMissing ? words.missing.code : null}
            inputRef={codeInput}
            mono
            autoComplete="one-time-code"
            spellCheck="false"
          />
        )}
        {request.canRemember && (
          <Checkbox
            label={words.remember(keychain.name)}
            help={words.rememberHelp}
            isSelected={remember}
            onChange={setRemember}
          />
        )}
        {failure && <FailureNote failure={failure} />}
        <DialogButtons>
          <Button onPress={disconnect}>{texts.common.cancel}</Button>
          <Button kind="primary" type="submit" isPending={busy}>
            {words.change.submit}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

/** Why the server did not take the one before. */
function Refusal({ failure }: { failure: NonNullable<CredentialRequest['failure']> }) {
  const { title, cause } = describeFailure(printable(failure), useLanguage(), 'window')
  return (
    <div role="alert" className="note note-danger selectable">
      <strong>{title}</strong>
      <p>{cause}</p>
    </div>
  )
}
