import { REVOCATION_MODES } from '../../../../src-shared/profile.ts'
import type { DraftField } from '../../../../src-shared/profile-draft.ts'
import { Select } from '../../../components/select.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftSwitch, DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { Authorities } from './authorities.tsx'
import { More } from './more.tsx'
import { Pins } from './pins.tsx'
import { Section } from './section.tsx'
import { Trusted } from './trusted.tsx'

const MORE: readonly DraftField[] = [
  'sni',
  'keyPins',
  'revocation',
  'crl',
  'fetchIntermediates',
  'clientCertificate',
  'legacyTls',
]

export function Identity({ editor, profileId }: { editor: Editor; profileId: string | null }) {
  const { field, more } = useTexts().profiles
  return (
    <Section section="identity">
      <DraftText editor={editor} field="verifyName" />
      <Trusted profileId={profileId} />
      <Pins editor={editor} />
      <Authorities editor={editor} />
      <More editor={editor} title={more.advanced} fields={MORE}>
        <DraftText editor={editor} field="sni" />
        <DraftText editor={editor} field="keyPins" rows={2} mono />
        <Select
          label={field.revocation}
          value={editor.draft.revocation}
          options={REVOCATION_MODES.map((value) => ({ value, label: more.revocation[value] }))}
          onChange={(value) => editor.setField('revocation', value)}
        />
        <DraftText editor={editor} field="crl" rows={2} mono placeholder="-----BEGIN X509 CRL-----" />
        <DraftSwitch editor={editor} field="fetchIntermediates" />
        <DraftSwitch editor={editor} field="clientCertificate" />
        <DraftSwitch editor={editor} field="legacyTls" />
      </More>
    </Section>
  )
}
