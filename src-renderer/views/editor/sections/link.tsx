import { Switch } from '../../../components/switch.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Section } from './section.tsx'

export function LinkSettings({ editor, unknown }: { editor: Editor; unknown: readonly string[] }) {
  const words = useTexts().profiles
  return (
    <Section section="link">
      <Switch
        label={words.field.reconnect}
        help={words.help.reconnect}
        isSelected={editor.draft.reconnect}
        onChange={(on) => editor.setField('reconnect', on)}
      />
      <DraftText editor={editor} field="mtu" />
      {unknown.length > 0 && <p className="muted small selectable">{words.unknown(unknown.join(', '))}</p>}
    </Section>
  )
}
