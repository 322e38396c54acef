import { needsPassword } from '../../../../src-shared/method-needs.ts'
import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Methods } from './methods.tsx'
import { OneTimeCode } from './one-time-code.tsx'
import { OtherWays } from './other-ways.tsx'
import { Password } from './password.tsx'
import { Section } from './section.tsx'

export function SignIn({ editor, profileId }: { editor: Editor; profileId: string | null }) {
  const { methods } = editor.draft
  const hasPassword = methods.length === 0 || needsPassword(methods)
  return (
    <Section section="sign-in">
      <DraftText editor={editor} field="user" />
      {hasPassword && <Password editor={editor} profileId={profileId} />}
      <OneTimeCode editor={editor} />
      <Methods editor={editor} />
      <OtherWays editor={editor} />
    </Section>
  )
}
