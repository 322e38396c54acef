import { useState } from 'react'
import type { PasswordSource } from '../../../../src-shared/profile-entry.ts'
import { api } from '../../../bridge.ts'
import { Button } from '../../../components/button.tsx'
import { FailureNote } from '../../../components/failure-note.tsx'
import { PasswordField } from '../../../components/password-field.tsx'
import { RadioGroup } from '../../../components/radio-group.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useWish } from '../../../stores/use-wish.ts'
import type { Editor } from '../use-editor.ts'

/** Where the password comes from, and one to save. Saved ones never come back into the window. */
export function Password({ editor, profileId }: { editor: Editor; profileId: string | null }) {
  const { password: words, field } = useTexts().profiles
  const keychain = useApp(({ host }) => host.keychain)
  const { draft, setField } = editor
  const remembers = draft.passwordSource === 'keychain'
  const usable = keychain.state !== 'unavailable'
  const helps = {
    available: undefined,
    locked: words.rememberLocked,
    unavailable: words.rememberUnavailable,
  }
  const options: { value: PasswordSource; label: string; help?: string; isDisabled?: boolean }[] = [
    {
      value: 'keychain',
      label: words.remember(keychain.name || words.keychain),
      ...(helps[keychain.state] && { help: helps[keychain.state] }),
      // It stays chosen where it was, for the day when the keychain is back.
      isDisabled: !usable && !remembers,
    },
    { value: 'ask-every-time', label: words.ask, help: words.askHelp },
  ]
  return (
    <>
      <RadioGroup
        label={field.passwordSource}
        value={draft.passwordSource}
        options={options}
        onChange={(source) => setField('passwordSource', source)}
      />
      {remembers && usable && (
        <PasswordField
          label={words.label}
          value={editor.password}
          onChange={editor.setPassword}
          help={profileId === null ? words.newHelp : words.keepHelp}
        />
      )}
      {remembers && usable && profileId !== null && <ForgetPassword profileId={profileId} />}
    </>
  )
}

function ForgetPassword({ profileId }: { profileId: string }) {
  const { password: words } = useTexts().profiles
  const [forgotten, setForgotten] = useState(false)
  const { busy, failure, ask } = useWish()
  const forget = () => {
    setForgotten(false)
    ask(api.profiles.forgetPassword({ id: profileId }), () => setForgotten(true))
  }
  return (
    <div className="editor-row">
      <Button isPending={busy} onPress={forget}>
        {words.forget}
      </Button>
      <span role="status" className="muted">
        {forgotten ? words.forgotten : ''}
      </span>
      {failure && <FailureNote failure={failure} />}
    </div>
  )
}
