import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { CredentialRequest } from '../../../src-shared/app-state.ts'
import { formatServer } from '../../../src-shared/format.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { PasswordField } from '../../components/password-field.tsx'
import { Checkbox } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { connect, disconnect } from '../../stores/tunnel-actions.ts'
import { uiStore } from '../../stores/ui-store.ts'
import { useWish } from '../../stores/use-wish.ts'
import { type CredentialProblem, keepingOf, problemOf } from './credential-facts.ts'
import { KeepingHint } from './keeping-hint.tsx'
import { SignInRefusal } from './sign-in-refusal.tsx'
import { keepTyped, typedBefore } from './typed-password.ts'
import './sheets.css'

interface CredentialSheetProps {
  profileId: string
  request: CredentialRequest
}

/** Asks for user name and password. Esc puts the question aside; the main view's button brings it back. */
export function CredentialSheet({ profileId, request }: CredentialSheetProps) {
  const texts = useTexts()
  const words = texts.sheets.credentials
  const entry = useApp(({ profiles }) => profiles.find(({ id }) => id === profileId))
  const keychain = useApp(({ host }) => host.keychain)
  const [user, setUser] = useState(request.user)
  const asksPassword = request.asks.includes('password')
  const asksCode = request.asks.includes('one-time-code')
  const [password, setPassword] = useState(() => (asksPassword ? typedBefore(profileId) : ''))
  const [code, setCode] = useState('')
  const [remember, setRemember] = useState(request.remember)
  const [tried, setTried] = useState(false)
  const { busy, failure, ask } = useWish()
  const userInput = useRef<HTMLInputElement>(null)
  const passwordInput = useRef<HTMLInputElement>(null)
  const codeInput = useRef<HTMLInputElement>(null)

  // What has to be typed next: the password, selected so that typing replaces a refused one.
  useEffect(() => {
    const [first] = [request.user === '' ? userInput : passwordInput, codeInput, userInput].filter(
      ({ current }) => current !== null,
    )
    first?.current?.focus()
    first?.current?.select()
  }, [request.user])

  // A password that is not asked for is kept already.
  const keeping = asksPassword ? keepingOf(request, keychain) : null
  const userProblem = problemOf(user.trim())
  const passwordProblem = asksPassword ? problemOf(password) : null
  const codeProblem = asksCode ? problemOf(code.trim()) : null
  const say = (field: 'user' | 'password' | 'code', problem: CredentialProblem | null) => {
    if (!tried || problem === null) return null
    return problem === 'missing' ? words.missing[field] : words.tooLong
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (userProblem !== null) return userInput.current?.focus()
    if (passwordProblem !== null) return passwordInput.current?.focus()
    if (codeProblem !== null) return codeInput.current?.focus()
    if (busy) return
    keepTyped(profileId, password)
    ask(
      api.tunnel.submitCredentials({
        requestId: request.id,
        user: user.trim(),
        password,
        remember: remember && keeping === 'possible',
        ...(asksCode && { oneTimeCode: code.trim() }),
      }),
    )
  }

  return (
    <Dialog
      title={words.title(entry?.profile.name ?? '')}
      isOpen
      onClose={() => uiStore.getState().putAside(request.id)}
    >
      <form className="sheet" onSubmit={submit} noValidate>
        {entry && <p className="muted selectable">{formatServer(entry.profile.server)}</p>}
        {request.reason === 'refused' && <SignInRefusal request={request} />}
        {keeping !== null && keeping !== 'possible' && (
          <KeepingHint profileId={profileId} requestId={request.id} keeping={keeping} />
        )}
        {(keeping === 'possible' || keeping === null) && request.reason !== 'refused' && (
          <Reason profileId={profileId} reason={request.reason} />
        )}
        <TextField
          label={words.user}
          value={user}
          onChange={setUser}
          help={user === '' ? words.userHelp : undefined}
          problem={say('user', userProblem)}
          inputRef={userInput}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
        />
        {asksPassword && (
          <PasswordField
            label={words.password}
            value={password}
            onChange={setPassword}
            problem={say('password', passwordProblem)}
            inputRef={passwordInput}
          />
        )}
        {asksCode && (
          <TextField
            label={words.code}
            help={words.codeHelp}
            value={code}
            onChange={setCode}
            problem={say('code', codeProblem)}
            inputRef={codeInput}
            mono
            autoComplete="one-time-code"
            spellCheck="false"
          />
        )}
        {keeping === 'possible' && (
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
            {words.submit}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}

interface ReasonProps {
  profileId: string
  reason: Exclude<CredentialRequest['reason'], 'refused'>
}

/** Why the question is asked. A keychain that was unlocked meanwhile makes it unnecessary. */
function Reason({ profileId, reason }: ReasonProps) {
  const { states, sheets } = useTexts()
  const { name } = useApp(({ host }) => host.keychain)
  if (reason !== 'keychain-locked') return <p>{states.credentials[reason]}</p>
  return (
    <div className="sheet-hint" role="status">
      <p>{sheets.credentials.unlocked(name)}</p>
      <Button onPress={() => connect(profileId)}>{sheets.credentials.useSaved}</Button>
    </div>
  )
}
