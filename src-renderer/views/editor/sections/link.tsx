import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftSwitch, DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Section } from './section.tsx'

export function LinkSettings({ editor, unknown }: { editor: Editor; unknown: readonly string[] }) {
  const words = useTexts().profiles
  return (
    <Section section="link">
      <DraftSwitch editor={editor} field="reconnect" />
      <DraftText editor={editor} field="mtu" />
      {unknown.length > 0 && <p className="muted small selectable">{words.unknown(unknown.join(', '))}</p>}
    </Section>
  )
}
