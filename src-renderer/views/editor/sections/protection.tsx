import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftSwitch } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Section } from './section.tsx'

/** The kill switch, and what it does to networks that would otherwise be reached beside the VPN. */
export function Protection({ editor }: { editor: Editor }) {
  const { killSwitch: words } = useTexts().profiles
  const { killSwitch, routingMode } = editor.draft
  return (
    <Section section="protection">
      <DraftSwitch editor={editor} field="killSwitch" />
      {killSwitch && routingMode !== 'all' && <p className="note note-attention">{words[routingMode]}</p>}
      <p className="muted small">{words.lockdown}</p>
    </Section>
  )
}
