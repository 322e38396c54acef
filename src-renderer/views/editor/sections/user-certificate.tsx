import { useState } from 'react'
import type { ChosenIdentity } from '../../../../src-shared/client-identity.ts'
import { api } from '../../../bridge.ts'
import { Button } from '../../../components/button.tsx'
import { FailureNote } from '../../../components/failure-note.tsx'
import { FileIcon, WarningIcon } from '../../../components/icons.tsx'
import { dayText } from '../../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { useWish } from '../../../stores/use-wish.ts'
import { certificateCount } from '../certificate-text.ts'
import type { Editor } from '../use-editor.ts'
import { UnlockIdentity } from './unlock-identity.tsx'

const LABEL_ID = 'editor-certificate'

/** A certificate of the user with its key, out of one file. The key goes past the window, into the keychain. */
export function UserCertificate({ editor }: { editor: Editor }) {
  const { more, ca } = useTexts().profiles
  const words = more.key
  const language = useLanguage()
  const keychain = useApp(({ host }) => host.keychain)
  const [chosen, setChosen] = useState<ChosenIdentity | null>(null)
  const { busy, failure, ask } = useWish()
  const problem = editor.problem('certificate')
  const count = certificateCount(editor.draft.certificate)

  const take = (answer: ChosenIdentity | null) => {
    if (answer === null) return
    setChosen(answer)
    if (answer.step === 'read') editor.setIdentity(answer.id, answer.certificate)
  }
  const remove = () => {
    setChosen(null)
    editor.setIdentity(null, '')
  }
  const facts = () => {
    if (chosen?.step === 'read')
      return `${words.chosen(chosen.subject)} · ${words.validTo(dayText(chosen.validTo, language))}`
    return count > 0 ? ca.count(count) : ''
  }

  return (
    <section className="editor-group" aria-labelledby={LABEL_ID}>
      <p id={LABEL_ID} className="field-label">
        {words.title}
      </p>
      <div className="editor-row">
        <Button name="certificate" isPending={busy} onPress={() => ask(api.profiles.chooseIdentity(), take)}>
          <FileIcon />
          {words.choose}
        </Button>
        {count > 0 && (
          <Button kind="quiet" onPress={remove}>
            {words.remove}
          </Button>
        )}
        <span role="status" className="muted">
          {facts()}
        </span>
        <span role="alert" className="editor-trouble">
          {chosen?.step === 'refused' && words.refused[chosen.because]}
        </span>
      </div>
      <p className="field-help">
        {words.chooseHelp} {keychain.state === 'unavailable' ? words.noKeychain : words.keptIn(keychain.name)}
      </p>
      {problem && (
        <p className="field-problem">
          <WarningIcon />
          {problem}
        </p>
      )}
      {failure && <FailureNote failure={failure} />}
      {chosen?.step === 'locked' && (
        <UnlockIdentity key={chosen.id} locked={chosen} onOpened={take} onClose={() => setChosen(null)} />
      )}
    </section>
  )
}
