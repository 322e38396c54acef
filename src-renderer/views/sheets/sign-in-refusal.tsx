import type { CredentialRequest } from '../../../src-shared/app-state.ts'
import { printable } from '../../../src-shared/failure-words/printable.ts'
import { describeFailure } from '../../../src-shared/failure-words.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { formOfUser, lockOut } from './credential-facts.ts'

/** That the server refused, what exactly was sent, and how near a lock-out is. */
export function SignInRefusal({ request }: { request: CredentialRequest }) {
  const texts = useTexts()
  const words = texts.sheets.credentials
  const language = useLanguage()
  const described = request.failure && describeFailure(request.failure, language, 'window')
  const refusal = request.failure?.code === 'sign-in-refused' ? printable(request.failure) : undefined
  const sent = refusal?.user ?? request.user
  const nearness = lockOut(request.attempts)
  return (
    <div role="alert" className="note note-danger selectable">
      <strong>{described?.title ?? texts.states.credentials.refused}</strong>
      {described && (refusal === undefined || refusal.tooLong !== undefined) && <p>{described.cause}</p>}
      {sent !== '' && <p>{words.sentAs[formOfUser(sent)](sent)}</p>}
      {refusal && refusal.message !== '' && <p>{words.serverSaid(refusal.message)}</p>}
      {request.attempts > 0 && <p>{words.attempts(request.attempts)}</p>}
      {nearness === 'next' && <p className="note-urgent">{words.lockOutNext}</p>}
      {nearness === 'perhaps' && <p className="note-urgent">{words.lockOutPerhaps}</p>}
    </div>
  )
}
