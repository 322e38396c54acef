import { RadioGroup } from '../../../components/radio-group.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Section } from './section.tsx'

export function Names({ editor }: { editor: Editor }) {
  const { dns: words, field } = useTexts().profiles
  const { dnsMode } = editor.draft
  return (
    <Section section="dns">
      <RadioGroup
        label={field.dnsMode}
        value={dnsMode}
        options={[
          { value: 'server', label: words.server },
          { value: 'custom', label: words.custom },
          { value: 'none', label: words.none, help: words.noneHelp },
        ]}
        onChange={(mode) => editor.setField('dnsMode', mode)}
      />
      {(dnsMode === 'custom' || editor.problem('dnsServers') !== null) && (
        <DraftText editor={editor} field="dnsServers" rows={2} mono placeholder="10.0.0.53" />
      )}
      {(dnsMode !== 'none' || editor.problem('dnsDomains') !== null) && (
        <DraftText editor={editor} field="dnsDomains" rows={2} mono placeholder="corp.example" />
      )}
    </Section>
  )
}
