import { useEffect } from 'react'
import type { ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { api } from '../../bridge.ts'
import { run } from '../../stores/run.ts'

/** A pause this long in typing, and the draft is where a page that is freed or dies does not take it along. */
const PAUSE_MS = 300

/** Has the main process keep what is not saved yet, until it is saved or given up. */
export function useKeptEdit(profileId: string | null, draft: ProfileDraft, changed: boolean): void {
  useEffect(() => {
    const edit = changed ? { profileId, draft } : null
    const timer = setTimeout(() => run(api.app.keepEdit({ edit })), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [profileId, draft, changed])
  // A page that is freed runs no cleanup; leaving the editor does.
  useEffect(() => () => run(api.app.keepEdit({ edit: null })), [])
}
