import type { DraftField, ProfileDraft } from '../../../src-shared/profile-draft.ts'

/** The draft with one field changed. A new connection is called like its server until it gets a name of its own. */
export function withField<Field extends DraftField>(
  draft: ProfileDraft,
  field: Field,
  value: ProfileDraft[Field],
  isNew: boolean,
): ProfileDraft {
  const changed = { ...draft, [field]: value }
  if (isNew && field === 'server' && draft.name === nameFor(draft.server))
    changed.name = nameFor(changed.server)
  return changed
}

/** A server as a name: without its port, and without what would be a mistake in a name. */
export function nameFor(server: string): string {
  return server.trim().replace(/:\d*$/, '')
}

/** Whether there is something to lose. */
export function isChanged(before: ProfileDraft, now: ProfileDraft): boolean {
  const fields = Object.keys(before) as DraftField[]
  return fields.some((field) => String(before[field]) !== String(now[field]))
}
