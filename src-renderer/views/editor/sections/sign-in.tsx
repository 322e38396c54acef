import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Methods } from './methods.tsx'
import { Password } from './password.tsx'
import { Section } from './section.tsx'

export function SignIn({ editor, profileId }: { editor: Editor; profileId: string | null }) {
  return (
    <Section section="sign-in">
      <DraftText editor={editor} field="user" />
      <Password editor={editor} profileId={profileId} />
      <Methods editor={editor} />
    </Section>
  )
}
