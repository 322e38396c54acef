import { useEffect, useState } from 'react'
import { describeFailure } from '../../src-shared/failure-words.ts'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import { useApp } from '../stores/app-store.ts'
import { rowState } from '../views/main/list/row-state.ts'

/** Says changes of the tunnel's state to screen readers: failures at once, everything else when there is a pause. */
export function Announcer() {
  const { states } = useTexts()
  const language = useLanguage()
  const tunnel = useApp((state) => state.tunnel)
  const name = useApp(({ profiles }) =>
    tunnel.state === 'disconnected'
      ? ''
      : (profiles.find(({ id }) => id === tunnel.profileId)?.profile.name ?? ''),
  )
  const word = states.word[rowState(tunnel).word]
  const failed = tunnel.state === 'failed' ? describeFailure(tunnel.failure, language) : null
  const text = [name, word].filter(Boolean).join(': ')
  const alert = failed === null ? '' : `${text}. ${failed.title}. ${failed.cause}`
  const status = failed === null ? text : ''
  return (
    <>
      <div className="visually-hidden" role="status">
        {useChanged(status)}
      </div>
      <div className="visually-hidden" role="alert">
        {alert}
      </div>
    </>
  )
}

/** The text once it differs from the first one: a window that opens has nothing to report. */
function useChanged(text: string): string {
  const [first] = useState(text)
  const [changed, setChanged] = useState(false)
  useEffect(() => {
    if (text !== first) setChanged(true)
  }, [text, first])
  return changed ? text : ''
}
