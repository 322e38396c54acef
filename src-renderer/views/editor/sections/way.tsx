import { PROXY_MODES } from '../../../../src-shared/profile.ts'
import type { DraftField } from '../../../../src-shared/profile-draft.ts'
import { PasswordField } from '../../../components/password-field.tsx'
import { Select } from '../../../components/select.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { More } from './more.tsx'
import { Section } from './section.tsx'

const MORE: readonly DraftField[] = ['alternatives', 'query']

/** How the server is reached from here: through which proxy, and by which other names. */
export function Way({ editor }: { editor: Editor }) {
  const { field, more } = useTexts().profiles
  const usable = useApp(({ host }) => host.keychain.state !== 'unavailable')
  const { proxyMode, proxyUser } = editor.draft
  const hasAddress = proxyMode === 'manual' || proxyMode === 'pac' || editor.problem('proxyUrl') !== null
  const isScript = proxyMode === 'pac'
  return (
    <Section section="way">
      <Select
        label={field.proxyMode}
        value={proxyMode}
        options={PROXY_MODES.map((value) => ({ value, label: more.proxy[value] }))}
        onChange={(value) => editor.setField('proxyMode', value)}
      />
      {hasAddress && (
        <DraftText
          editor={editor}
          field="proxyUrl"
          {...(isScript && { label: more.proxy.script, help: more.proxy.scriptHelp })}
        />
      )}
      {proxyMode !== 'none' && <DraftText editor={editor} field="proxyUser" />}
      {proxyMode !== 'none' && proxyUser.trim() !== '' && usable && (
        <PasswordField
          label={more.proxy.password}
          help={more.proxy.passwordHelp}
          value={editor.proxyPassword}
          onChange={editor.setProxyPassword}
        />
      )}
      <More editor={editor} title={more.advanced} fields={MORE}>
        <DraftText editor={editor} field="alternatives" rows={2} mono placeholder="vpn2.example.com" />
        <DraftText editor={editor} field="query" mono />
      </More>
    </Section>
  )
}
