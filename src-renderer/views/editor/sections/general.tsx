import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Section } from './section.tsx'

export function General({ editor }: { editor: Editor }) {
  return (
    <Section section="server">
      <DraftText editor={editor} field="server" placeholder="vpn.example.com" />
      <DraftText editor={editor} field="name" />
    </Section>
  )
}
