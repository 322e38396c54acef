import { ONE_TIME_CODES } from '../../../../src-shared/profile.ts'
import { Select } from '../../../components/select.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import type { Editor } from '../use-editor.ts'

/** Whether a code is asked for beside the password, and what becomes of it. */
export function OneTimeCode({ editor }: { editor: Editor }) {
  const { field, more } = useTexts().profiles
  const { oneTimeCode } = editor.draft
  return (
    <Select
      label={field.oneTimeCode}
      value={oneTimeCode}
      options={ONE_TIME_CODES.map((value) => ({ value, label: more.oneTimeCode[value] }))}
      help={oneTimeCode === 'none' ? undefined : more.oneTimeCode.help}
      onChange={(value) => editor.setField('oneTimeCode', value)}
    />
  )
}
