import { METHOD_NAMES } from '../../../../src-shared/method-names.ts'
import type { DraftField } from '../../../../src-shared/profile-draft.ts'
import { Checkbox } from '../../../components/switch.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftText } from '../draft-field.tsx'
import { hasInnerTls, OTHER_METHODS, wantsCertificate } from '../method-choice.ts'
import type { Editor } from '../use-editor.ts'
import { allow } from './methods.tsx'
import { More } from './more.tsx'
import { UserCertificate } from './user-certificate.tsx'

const FIELDS: readonly DraftField[] = [
  'methods',
  'outerIdentity',
  'certificate',
  'authServerName',
  'authServerCa',
]

/** The ways of signing in that few servers ask for, and what each of them needs. */
export function OtherWays({ editor }: { editor: Editor }) {
  const { more } = useTexts().profiles
  const { draft } = editor
  const inner = hasInnerTls(draft)
  const isShown = (field: 'outerIdentity' | 'authServerName' | 'authServerCa') =>
    inner || draft[field] !== '' || editor.problem(field) !== null
  return (
    <More editor={editor} title={more.more} fields={FIELDS}>
      <fieldset className="editor-group" aria-label={more.more}>
        {OTHER_METHODS.map((method) => (
          <Checkbox
            key={method}
            label={METHOD_NAMES[method]}
            help={more.methods[method]}
            isSelected={draft.methods.includes(method)}
            onChange={allow(editor, method)}
          />
        ))}
      </fieldset>
      {wantsCertificate(draft) && <UserCertificate editor={editor} />}
      {isShown('outerIdentity') && <DraftText editor={editor} field="outerIdentity" />}
      {isShown('authServerName') && <DraftText editor={editor} field="authServerName" />}
      {isShown('authServerCa') && (
        <DraftText
          editor={editor}
          field="authServerCa"
          rows={2}
          mono
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      )}
    </More>
  )
}
