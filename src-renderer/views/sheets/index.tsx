import type { CredentialRequest, TrustRequest } from '../../../src-shared/app-state.ts'

/** Esc puts a question aside with `uiStore.putAside(request.id)`; the main view's button brings it back. */
export function CredentialSheet({ request }: { profileId: string; request: CredentialRequest }) {
  return <div hidden>{request.id}</div>
}

export function TrustSheet({ request }: { profileId: string; request: TrustRequest }) {
  return <div hidden>{request.id}</div>
}

export function QuitQuestion() {
  return null
}
