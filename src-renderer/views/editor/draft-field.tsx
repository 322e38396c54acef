import type { DraftField, ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Editor } from './use-editor.ts'

/** Fields that are one text. */
type TextDraftField = {
  [Field in DraftField]: ProfileDraft[Field] extends string ? Field : never
}[DraftField]

/** Fields that are on or off. */
type SwitchDraftField = {
  [Field in DraftField]: ProfileDraft[Field] extends boolean ? Field : never
}[DraftField]

type LabelledSwitch = SwitchDraftField & keyof ReturnType<typeof useTexts>['profiles']['help']

interface DraftTextProps {
  editor: Editor
  /** Where the field means something else than usual. */
  label?: string
  help?: string
  field: TextDraftField & keyof ReturnType<typeof useTexts>['profiles']['help']
  placeholder?: string
  rows?: number
  mono?: boolean
}

/** A field of the draft with its label, help and problem. */
export function DraftText({ editor, field, label, help, ...look }: DraftTextProps) {
  const words = useTexts().profiles
  return (
    <TextField
      {...look}
      name={field}
      label={label ?? words.field[field]}
      help={help ?? words.help[field]}
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

/** A field of the draft that is on or off, with what it does and what it costs. */
export function DraftSwitch({ editor, field }: { editor: Editor; field: LabelledSwitch }) {
  const words = useTexts().profiles
  return (
    <Switch
      label={words.field[field]}
      help={words.help[field]}
      isSelected={editor.draft[field]}
      onChange={(on) => editor.setField(field, on)}
    />
  )
}
