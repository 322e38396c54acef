import { useEffect, useState } from 'react'
import type { Failure } from '../../../src-shared/failure.ts'
import type { RedactedLog } from '../../../src-shared/log-record.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { failureOf } from '../../stores/run.ts'
import { useWish } from '../../stores/use-wish.ts'

/** Shows exactly what a saved log will hold, before anything is saved. */
export function PreviewDialog({ onClose }: { onClose: () => void }) {
  const { common, logs } = useTexts()
  const { preview: words } = logs
  const [log, setLog] = useState<RedactedLog>()
  const [notMade, setNotMade] = useState<Failure>()
  const [path, setPath] = useState<string>()
  const { busy, failure, ask } = useWish()

  useEffect(() => {
    api.logs.preview().then(setLog, (error: unknown) => setNotMade(failureOf(error)))
  }, [])

  const save = () => ask(api.logs.save(), (saved) => setPath(saved?.path))
  return (
    <Dialog title={words.title} isOpen wide onClose={onClose}>
      <p>{words.text}</p>
      {log && (
        <>
          <TextField label={words.content} value={log.text} isReadOnly rows={10} mono />
          <Replacements log={log} />
        </>
      )}
      <p role="status">{path !== undefined && words.saved(path)}</p>
      {notMade && <FailureNote failure={notMade} />}
      {failure && <FailureNote failure={failure} />}
      <DialogButtons>
        <Button onPress={onClose}>{common.close}</Button>
        <Button kind="primary" isPending={busy} isDisabled={log === undefined} onPress={save}>
          {words.save}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}

function Replacements({ log: { replacements } }: { log: RedactedLog }) {
  const { preview: words } = useTexts().logs
  if (replacements.length === 0) return <p className="muted">{words.nothing}</p>
  return (
    <section>
      <h3 className="log-replaced">{words.replaced}</h3>
      <ul className="log-replacements">
        {replacements.map(({ placeholder, count }) => (
          <li key={placeholder}>
            <code>{placeholder}</code> {words.times(count)}
          </li>
        ))}
      </ul>
    </section>
  )
}
