import type { DraftField, ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { TextField } from '../../components/text-field.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Editor } from './use-editor.ts'

/** Fields that are one text. */
type TextDraftField = {
  [Field in DraftField]: ProfileDraft[Field] extends string ? Field : never
}[DraftField]

interface DraftTextProps {
  editor: Editor
  field: TextDraftField & keyof ReturnType<typeof useTexts>['profiles']['help']
  placeholder?: string
  rows?: number
  mono?: boolean
}

/** A field of the draft with its label, help and problem. */
export function DraftText({ editor, field, ...look }: DraftTextProps) {
  const words = useTexts().profiles
  return (
    <TextField
      {...look}
      name={field}
      label={words.field[field]}
      help={words.help[field]}
      value={editor.draft[field]}
      onChange={(value) => editor.setField(field, value)}
      onBlur={() => editor.leave(field)}
      problem={editor.problem(field)}
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
    />
  )
}
