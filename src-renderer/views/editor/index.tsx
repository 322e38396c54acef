import { Screen } from '../../components/screen.tsx'
import type { EditorSection } from '../../stores/ui-store.ts'

interface EditorProps {
  /** Null for a new connection. */
  profileId: string | null
  /** The part to open and to give the focus. */
  section?: EditorSection | undefined
}

export function EditorView({ profileId }: EditorProps) {
  return <Screen title={profileId ?? ''}>{null}</Screen>
}
