import { RadioGroup } from '../../../components/radio-group.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Section } from './section.tsx'

export function Routing({ editor }: { editor: Editor }) {
  const { routing: words, field } = useTexts().profiles
  const { routingMode } = editor.draft
  return (
    <Section section="routing">
      <RadioGroup
        label={field.routingMode}
        value={routingMode}
        options={[
          { value: 'all', label: words.all, help: words.allHelp },
          { value: 'only', label: words.only, help: words.onlyHelp },
          { value: 'except', label: words.except, help: words.exceptHelp },
        ]}
        onChange={(mode) => editor.setField('routingMode', mode)}
      />
      {(routingMode !== 'all' || editor.problem('networks') !== null) && (
        <DraftText editor={editor} field="networks" rows={4} mono placeholder="10.0.0.0/8" />
      )}
    </Section>
  )
}
