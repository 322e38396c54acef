import { type ClipboardEvent, type FormEvent, useState } from 'react'
import type { Failure } from '../../../src-shared/failure.ts'
import { describeFailure } from '../../../src-shared/failure-words.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { FileIcon } from '../../components/icons.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { failureOf, run } from '../../stores/run.ts'
import { go } from '../../stores/ui-store.ts'
import './add.css'

/** All ways to a new connection: an address, pasted settings, files, or by hand. */
export function AddConnection() {
  const { firstRun } = useTexts().shell
  const language = useLanguage()
  const [text, setText] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)

  const review = (pasted: string) => {
    setFailure(null)
    run(api.imports.reviewText({ text: pasted }).catch((error: unknown) => setFailure(failureOf(error))))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') review(text.trim())
  }
  // A field of one line would drop the line breaks of a pasted file.
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (!pasted.trim().includes('\n')) return
    event.preventDefault()
    review(pasted)
  }
  return (
    <div className="add">
      <form className="add-form" onSubmit={submit} onPaste={paste}>
        <TextField
          label={firstRun.field}
          value={text}
          onChange={setText}
          placeholder="vpn.example.com"
          autoComplete="off"
          spellCheck="false"
          problem={failure && describeFailure(failure, language).cause}
          beside={
            <Button kind="primary" type="submit" className="add-button">
              {firstRun.add}
            </Button>
          }
        />
      </form>
      <div className="add-other">
        <Button onPress={() => run(api.imports.chooseFiles())}>
          <FileIcon />
          {firstRun.importFiles}
        </Button>
        <Button kind="quiet" onPress={() => go({ view: 'editor', profileId: null })}>
          {firstRun.byHand}
        </Button>
      </div>
      <p className="muted small">{firstRun.reads}</p>
    </div>
  )
}
