import type { Failure } from '../../../src-shared/failure.ts'
import type { DraftField, DraftProblem } from '../../../src-shared/profile-draft.ts'
import { Button } from '../../components/button.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { useTexts } from '../../i18n/use-texts.ts'

interface EditorFootProps {
  problems: readonly DraftProblem[]
  failure: Failure | null
  busy: boolean
  /** The connection is on, with the settings that it had when it began. */
  inUse: boolean
  onShow: (field: DraftField) => void
  onCancel: () => void
}

/** Always in sight: what is in the way of saving, and the two ways out. */
export function EditorFoot({ problems, failure, busy, inUse, onShow, onCancel }: EditorFootProps) {
  const { profiles, common } = useTexts()
  return (
    <footer className="editor-foot">
      <div className="editor-foot-column">
        <div role="alert">
          {problems.length > 0 && (
            <p className="editor-problems">
              {profiles.problems(problems.length)}
              {problems.map(({ field }) => (
                <Button key={field} kind="quiet" onPress={() => onShow(field)}>
                  {profiles.field[field]}
                </Button>
              ))}
            </p>
          )}
        </div>
        {failure && <FailureNote failure={failure} />}
        {inUse && <p className="muted small">{profiles.inUse}</p>}
        <div className="editor-buttons">
          <Button onPress={onCancel}>{common.cancel}</Button>
          <Button kind="primary" type="submit" isPending={busy}>
            {common.save}
          </Button>
        </div>
      </div>
    </footer>
  )
}
