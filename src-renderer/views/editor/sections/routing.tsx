import { RadioGroup } from '../../../components/radio-group.tsx'
import { Switch } from '../../../components/switch.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { DraftSwitch, DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'
import { RoutesPreview } from './routes-preview.tsx'
import { Section } from './section.tsx'

/** What goes through the VPN, and what may stay beside it. A switch is shown where it changes something. */
export function Routing({ editor }: { editor: Editor }) {
  const { routing: words, field, help } = useTexts().profiles
  const { routingMode, killSwitch, ipv6 } = editor.draft
  const isFull = routingMode !== 'only'
  return (
    <Section section="routing">
      <RadioGroup
        label={field.routingMode}
        value={routingMode}
        options={[
          { value: 'all', label: words.all, help: words.allHelp },
          { value: 'only', label: words.only, help: words.onlyHelp },
          { value: 'except', label: words.except, help: words.exceptHelp },
        ]}
        onChange={(mode) => editor.setField('routingMode', mode)}
      />
      {(routingMode !== 'all' || editor.problem('networks') !== null) && (
        <DraftText editor={editor} field="networks" rows={4} mono placeholder="10.0.0.0/8" />
      )}
      {!isFull && <DraftSwitch editor={editor} field="serverRoutes" />}
      {(isFull || killSwitch) && <DraftSwitch editor={editor} field="lan" />}
      {isFull && (
        <Switch
          label={field.ipv6}
          help={killSwitch ? words.ipv6KillSwitch : help.ipv6}
          isSelected={killSwitch || ipv6 === 'block'}
          isDisabled={killSwitch}
          onChange={(on) => editor.setField('ipv6', on ? 'block' : 'leave')}
        />
      )}
      <RoutesPreview editor={editor} />
    </Section>
  )
}
