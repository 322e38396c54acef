import type { AuthMethod } from '../../../../src-shared/profile.ts'
import { WarningIcon } from '../../../components/icons.tsx'
import { Checkbox } from '../../../components/switch.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { withMethod } from '../method-choice.ts'
import type { Editor } from '../use-editor.ts'

const PROBLEM_ID = 'editor-methods-problem'

/** What allows a method, or no longer does. */
export const allow = (editor: Editor, method: AuthMethod) => (isAllowed: boolean) => {
  editor.leave('methods')
  editor.setField('methods', withMethod(editor.draft.methods, method, isAllowed))
}

/** The methods that most servers have, in the order of preference: the one that keeps the password secret comes first. */
export function Methods({ editor }: { editor: Editor }) {
  const { methods: words, field } = useTexts().profiles
  const { methods } = editor.draft
  const problem = editor.problem('methods')
  return (
    <fieldset className="editor-group" aria-describedby={problem ? PROBLEM_ID : undefined}>
      <legend className="field-label">{field.methods}</legend>
      <Checkbox
        name="methods"
        label={words.msChap}
        help={words.msChapHelp}
        isSelected={methods.includes('ms-chap-v2')}
        onChange={allow(editor, 'ms-chap-v2')}
      />
      <Checkbox
        label={words.pap}
        help={words.papHelp}
        isSelected={methods.includes('pap')}
        onChange={allow(editor, 'pap')}
      />
      {methods.includes('pap') && <p className="note note-danger">{words.papWarning}</p>}
      {problem && (
        <p id={PROBLEM_ID} className="field-problem">
          <WarningIcon />
          {problem}
        </p>
      )}
    </fieldset>
  )
}
