import { type FormEvent, type ReactNode, useState } from 'react'
import type { TrustDecision, TrustRequest } from '../../../../src-shared/app-state.ts'
import { Button } from '../../../components/button.tsx'
import { useCopied } from '../../../components/copy-row.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { isEndOf } from './trust-change.ts'

interface TrustChoicesProps {
  request: TrustRequest
  connection: string
  /** What the administrator can be sent. */
  message: string
  busy: boolean
  onDecide: (decision: TrustDecision) => void
}

/** What may be done besides not connecting, each with what follows from it. */
export function TrustChoices({ request, connection, message, busy, onDecide }: TrustChoicesProps) {
  const texts = useTexts()
  const words = texts.sheets.trust
  const [copied, copy] = useCopied(message)
  const { choices, failure, certificate } = request
  const onceHelp = failure.code === 'certificate-expired' ? words.onceExpiredHelp : words.onceHelp
  return (
    <div className="choices">
      <Choice help={words.compare}>
        <Button onPress={copy}>{copied ? texts.common.copied : words.askAdministrator}</Button>
      </Choice>
      {choices.pin === 'yes' && (
        <Choice help={words.pinHelp(connection)}>
          <Button isPending={busy} onPress={() => onDecide({ choice: 'pin' })}>
            {words.pin}
          </Button>
        </Choice>
      )}
      {choices.ca && (
        <Choice help={words.caHelp}>
          <Button isPending={busy} onPress={() => onDecide({ choice: 'ca' })}>
            {words.ca}
          </Button>
        </Choice>
      )}
      {choices.once && (
        <Choice help={onceHelp}>
          <Button isPending={busy} onPress={() => onDecide({ choice: 'once' })}>
            {words.once}
          </Button>
        </Choice>
      )}
      {choices.pin === 'typed' && (
        <TypedPin
          sha256={certificate.sha256}
          busy={busy}
          onTyped={(typed) => onDecide({ choice: 'pin', typed })}
        />
      )}
    </div>
  )
}

function Choice({ help, children }: { help: string; children: ReactNode }) {
  return (
    <div className="choice">
      {children}
      <p className="muted small">{help}</p>
    </div>
  )
}

/** A changed certificate replaces the trusted one only after its fingerprint was looked at. */
function TypedPin(props: { sha256: string; busy: boolean; onTyped: (typed: string) => void }) {
  const { typed: words } = useTexts().sheets.trust
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isEndOf(props.sha256, typed)) props.onTyped(typed.trim())
    else setProblem(typed.trim() === '' ? words.missing : words.wrong(typed.trim()))
  }
  return (
    <form className="typed-pin" onSubmit={submit} noValidate>
      <TextField
        label={words.label}
        help={words.help}
        value={typed}
        onChange={(text) => {
          setTyped(text)
          setProblem(null)
        }}
        problem={problem}
        maxLength={8}
        mono
        autoComplete="off"
        spellCheck="false"
        beside={
          <Button kind="danger" type="submit" isPending={props.busy}>
            {words.submit}
          </Button>
        }
      />
    </form>
  )
}
