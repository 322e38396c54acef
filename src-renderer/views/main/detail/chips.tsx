import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import type { ConnectionFacts } from '../../../../src-shared/tunnel-state.ts'
import { Chip } from '../../../components/chip.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { go } from '../../../stores/ui-store.ts'
import { chipsFor } from './chips-for.ts'

/** What this connection does, each fact a way to its setting. */
export function Chips({ entry, facts }: { entry: ProfileEntry; facts: ConnectionFacts | null }) {
  const { chip } = useTexts().states
  return (
    <ul className="chips" aria-label={chip.label}>
      {chipsFor(entry.profile, chip, facts, Date.now()).map(({ text, section, tone }) => (
        <li key={text}>
          <Chip
            tone={tone}
            description={chip.opens}
            onPress={() => go({ view: 'editor', profileId: entry.id, section })}
          >
            {text}
          </Chip>
        </li>
      ))}
    </ul>
  )
}
