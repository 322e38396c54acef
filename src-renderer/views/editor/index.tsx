import { useState } from 'react'
import type { HostFacts } from '../../../src-shared/app-state.ts'
import { draftFromProfile, emptyDraft } from '../../../src-shared/drafts.ts'
import type { ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Screen } from '../../components/screen.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import type { EditorSection } from '../../stores/ui-store.ts'
import { EditorForm } from './editor-form.tsx'
import './editor.css'

interface EditorProps {
  /** Null for a new connection. */
  profileId: string | null
  /** The part to open and to give the focus. */
  section?: EditorSection | undefined
  begun?: ProfileDraft | undefined
}

/** Makes a new connection, or changes one. */
export function EditorView({ profileId, section, begun }: EditorProps) {
  const { gone } = useTexts().profiles
  const entries = useApp((state) => state.profiles)
  const keychain = useApp((state) => state.host.keychain.state)
  // As it was when the editor opened: what is being typed must not change under the hands.
  const [entry] = useState(() => entries.find(({ id }) => id === profileId))
  const [initial] = useState(() => (entry === undefined ? newDraft(keychain) : draftFromProfile(entry)))
  if (profileId !== null && entry === undefined)
    return (
      <Screen title={gone.title}>
        <EmptyState title={gone.text} />
      </Screen>
    )
  return (
    <EditorForm
      profileId={profileId}
      name={entry?.profile.name ?? null}
      unknown={entry?.unknown ?? []}
      initial={initial}
      begun={begun}
      section={section}
    />
  )
}

/** Where nothing can be remembered, asking every time is what will happen anyway. */
function newDraft(keychain: HostFacts['keychain']['state']): ProfileDraft {
  const draft = emptyDraft()
  return keychain === 'unavailable' ? { ...draft, passwordSource: 'ask-every-time' } : draft
}
