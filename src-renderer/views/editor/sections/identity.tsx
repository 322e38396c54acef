import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Authorities } from './authorities.tsx'
import { Pins } from './pins.tsx'
import { Section } from './section.tsx'

export function Identity({ editor }: { editor: Editor }) {
  return (
    <Section section="identity">
      <DraftText editor={editor} field="verifyName" />
      <DraftText editor={editor} field="sni" />
      <Pins editor={editor} />
      <Authorities editor={editor} />
    </Section>
  )
}
